package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What a call may be told besides its hub. */
public enum Parameter {
    GROUP("group"),
    USER("user", "userId"),
    CONNECTION("connection", "connectionId"),
    PERMISSION("permission"),
    PERMISSION_GROUP("targetName"),
    REASON("reason"),
    FILTER("filter"),
    EXCLUDED("excluded"),
    MESSAGE_TTL("messageTtlSeconds"),
    ROLES("roles", "role"),
    GROUPS("groups", "group"),
    MINUTES("minutesToExpire"),
    CLIENT_TYPE("clientType"),
    TOP("top"),
    PAGE_SIZE("maxpagesize"),
    CONTINUATION("continuationToken");

    private final String name;
    private final String wireName;

    Parameter(String name) {
        this(name, name);
    }

    Parameter(String name, String wireName) {
        this.name = name;
        this.wireName = wireName;
    }

    /** In commands. */
    public String parameterName() {
        return name;
    }

    /** In the service's API description; a call never takes two of one name. */
    public String wireName() {
        return wireName;
    }

    /** Whether it may have several values. */
    public boolean isList() {
        return this == EXCLUDED || this == ROLES || this == GROUPS;
    }

    /** The parameter that a call takes under its name in commands. */
    public static Optional<Parameter> named(Operation.Kind kind, String name) {
        return of(kind).filter(parameter -> parameter.name.equals(name)).findFirst();
    }

    /** The parameter that a call takes under its name in the service's API description. */
    public static Optional<Parameter> onWire(Operation.Kind kind, String name) {
        return of(kind).filter(parameter -> parameter.wireName.equals(name)).findFirst();
    }

    private static Stream<Parameter> of(Operation.Kind kind) {
        return Arrays.stream(values()).filter(parameter -> ParameterTable.takes(kind, parameter));
    }
}
