package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionId;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.UserId;
import java.util.List;

/** The OData filter that the connections of some groups, users or connections meet, and no others. */
final class ListFilter {
    /** Servers and proxies take about 8 KiB of URL, and each of its characters may take three there. */
    private static final int MAX_CHARS = 2_000;

    /** What the service advises as the most clauses of a filter. */
    private static final int MAX_NAMES = 100;

    private ListFilter() {}

    /**
     * @param subject group, user or connection
     * @param other a filter that must be met besides; empty for none
     * @throws WebPubSubException RECORD_OPERATION_INVALID when it would not fit into a URL
     */
    static String of(Parameter subject, List<String> names, String other) {
        names.forEach(name -> check(subject, name));
        List<String> texts = names.stream()
                .map(name -> '\'' + OperationMapper.quoted(name) + '\'')
                .toList();
        String any =
                switch (subject) {
                    case GROUP -> String.join(" in groups or ", texts) + " in groups";
                    case USER -> "userId in (" + String.join(",", texts) + ")";
                    default -> "connectionId in (" + String.join(",", texts) + ")";
                };
        String filter = other.isEmpty() ? any : "(" + any + ") and (" + other + ")";
        if (filter.length() > MAX_CHARS || names.size() > MAX_NAMES) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_OPERATION_INVALID,
                    "a filter cannot hold these " + names.size() + " targets; use webpubsub.target.list=each");
        }
        return filter;
    }

    /** What could be no target's name is wrong here too. */
    private static void check(Parameter subject, String name) {
        switch (subject) {
            case GROUP -> new GroupName(name);
            case USER -> new UserId(name);
            default -> new ConnectionId(name);
        }
    }
}
