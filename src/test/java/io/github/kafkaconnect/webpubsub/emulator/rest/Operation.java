package io.github.kafkaconnect.webpubsub.emulator.rest;

import java.util.List;

/** The 25 operations of data-plane 2024-12-01; paths are below {@code /api/hubs/{hub}}, health apart. */
enum Operation {
    HEALTH("HEAD", "", ApiVersion.V2021_10_01),
    SEND_TO_ALL("POST", ":send", ApiVersion.V2021_10_01),
    SEND_TO_GROUP("POST", "groups/{group}/:send", ApiVersion.V2021_10_01),
    SEND_TO_USER("POST", "users/{userId}/:send", ApiVersion.V2021_10_01),
    SEND_TO_CONNECTION("POST", "connections/{connectionId}/:send", ApiVersion.V2021_10_01),
    CONNECTION_EXISTS("HEAD", "connections/{connectionId}", ApiVersion.V2021_10_01),
    GROUP_EXISTS("HEAD", "groups/{group}", ApiVersion.V2021_10_01),
    USER_EXISTS("HEAD", "users/{userId}", ApiVersion.V2021_10_01),
    CLOSE_CONNECTION("DELETE", "connections/{connectionId}", ApiVersion.V2021_10_01),
    CLOSE_ALL("POST", ":closeConnections", ApiVersion.V2021_10_01),
    CLOSE_GROUP("POST", "groups/{group}/:closeConnections", ApiVersion.V2021_10_01),
    CLOSE_USER("POST", "users/{userId}/:closeConnections", ApiVersion.V2021_10_01),
    ADD_CONNECTION_TO_GROUP("PUT", "groups/{group}/connections/{connectionId}", ApiVersion.V2021_10_01),
    REMOVE_CONNECTION_FROM_GROUP("DELETE", "groups/{group}/connections/{connectionId}", ApiVersion.V2021_10_01),
    REMOVE_CONNECTION_FROM_ALL_GROUPS("DELETE", "connections/{connectionId}/groups", ApiVersion.V2022_11_01),
    LIST_CONNECTIONS_IN_GROUP("GET", "groups/{group}/connections", ApiVersion.V2024_12_01),
    ADD_USER_TO_GROUP("PUT", "users/{userId}/groups/{group}", ApiVersion.V2021_10_01),
    REMOVE_USER_FROM_GROUP("DELETE", "users/{userId}/groups/{group}", ApiVersion.V2021_10_01),
    REMOVE_USER_FROM_ALL_GROUPS("DELETE", "users/{userId}/groups", ApiVersion.V2021_10_01),
    ADD_CONNECTIONS_TO_GROUPS("POST", ":addToGroups", ApiVersion.V2023_07_01),
    REMOVE_CONNECTIONS_FROM_GROUPS("POST", ":removeFromGroups", ApiVersion.V2023_07_01),
    GRANT_PERMISSION("PUT", "permissions/{permission}/connections/{connectionId}", ApiVersion.V2021_10_01),
    REVOKE_PERMISSION("DELETE", "permissions/{permission}/connections/{connectionId}", ApiVersion.V2021_10_01),
    CHECK_PERMISSION("HEAD", "permissions/{permission}/connections/{connectionId}", ApiVersion.V2021_10_01),
    GENERATE_TOKEN("POST", ":generateToken", ApiVersion.V2021_10_01);

    private final String method;
    private final String template;
    private final ApiVersion since;

    Operation(String method, String template, ApiVersion since) {
        this.method = method;
        this.template = template;
        this.since = since;
    }

    String method() {
        return method;
    }

    /** Literal segments, and parameters in braces. */
    List<String> template() {
        return List.of(template.split("/", -1));
    }

    ApiVersion since() {
        return since;
    }

    boolean isSend() {
        return switch (this) {
            case SEND_TO_ALL, SEND_TO_GROUP, SEND_TO_USER, SEND_TO_CONNECTION -> true;
            default -> false;
        };
    }

    /** Whether its query may hold a filter. */
    boolean isFiltered() {
        return this == SEND_TO_ALL || this == SEND_TO_GROUP || this == SEND_TO_USER;
    }

    boolean isClose() {
        return this == CLOSE_ALL || this == CLOSE_GROUP || this == CLOSE_USER;
    }

    boolean isPermission() {
        return this == GRANT_PERMISSION || this == REVOKE_PERMISSION || this == CHECK_PERMISSION;
    }
}
