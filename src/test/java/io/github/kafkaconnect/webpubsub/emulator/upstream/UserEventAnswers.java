package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.upstream.HandlerAnswer.Answered;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.EmptyAnswers;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.ProtobufAnswers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a handler answered to a user event. */
final class UserEventAnswers {
    private static final String BINARY = "application/octet-stream";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final Set<String> TYPES = Set.of("text/plain", "application/json", BINARY, PROTOBUF);
    private static final Pattern METADATA_KEY = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9a-z]{1,256}");
    private static final int MAX_METADATA_VALUE = 1024;
    private static final int MAX_METADATA = 8 * 1024;

    private UserEventAnswers() {}

    static UserEventAnswer read(HandlerAnswer answer, UpstreamBehaviour.Answers rules) {
        return answer instanceof Answered answered && answer.succeeded()
                ? readSuccess(answered, rules)
                : new UserEventAnswer.Failed(answer.describe());
    }

    private static UserEventAnswer readSuccess(Answered answer, UpstreamBehaviour.Answers rules) {
        Map<String, String> metadata = metadata(answer);
        if (!valid(metadata)) {
            return new UserEventAnswer.Failed("the answer's metadata breaks the rules");
        }
        boolean empty = answer.body().length == 0;
        boolean silent = answer.status() == 204 || rules.empty() == EmptyAnswers.NO_MESSAGE;
        if (empty && metadata.isEmpty() && silent) {
            return new UserEventAnswer.Empty();
        }
        String header = answer.headers().get(HttpHeaderNames.CONTENT_TYPE);
        CharSequence mime = header == null ? null : HttpUtil.getMimeType(header);
        String type = mime == null ? BINARY : mime.toString().trim().toLowerCase(Locale.ROOT);
        if (empty) {
            return new UserEventAnswer.Reply(TYPES.contains(type) ? type : BINARY, answer.body(), metadata);
        }
        boolean unwanted = type.equals(PROTOBUF) && rules.protobuf() == ProtobufAnswers.FAILURE;
        if (!TYPES.contains(type) || unwanted) {
            return new UserEventAnswer.Failed("the answer has the unsupported content type " + header);
        }
        if (type.equals("application/json") && !EventJson.isJson(answer.body())) {
            return new UserEventAnswer.Failed("the answer says it is JSON, but is not");
        }
        return new UserEventAnswer.Reply(type, answer.body(), metadata);
    }

    private static Map<String, String> metadata(Answered answer) {
        Map<String, String> metadata = new HashMap<>();
        for (Map.Entry<String, String> header : answer.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(EventWriter.METADATA_PREFIX) && name.length() > EventWriter.METADATA_PREFIX.length()) {
                metadata.put(name.substring(EventWriter.METADATA_PREFIX.length()), header.getValue());
            }
        }
        return metadata;
    }

    private static boolean valid(Map<String, String> metadata) {
        int total = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        return total <= MAX_METADATA
                && metadata.keySet().stream()
                        .allMatch(key -> METADATA_KEY.matcher(key).matches())
                && metadata.values().stream()
                        .allMatch(value -> value.length() <= MAX_METADATA_VALUE
                                && value.chars().allMatch(c -> c <= 0x7F));
    }
}
