package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a connection may be allowed to do by itself. */
public enum Permission {
    SEND_TO_GROUP("sendToGroup"),
    JOIN_LEAVE_GROUP("joinLeaveGroup");

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    /** As in the path of a request. */
    public String wireName() {
        return wireName;
    }

    /** In either case, as the service takes it. */
    public static Permission parse(String text) {
        Optional<Permission> found = Arrays.stream(values())
                .filter(permission -> permission.wireName.equalsIgnoreCase(text))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("permission is none of "
                + Arrays.stream(values()).map(Permission::wireName).collect(Collectors.joining(", "))));
    }
}
