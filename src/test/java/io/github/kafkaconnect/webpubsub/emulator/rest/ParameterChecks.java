package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.service.Names;
import io.github.kafkaconnect.webpubsub.emulator.service.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The declarative checks of version, names, numbers and page sizes; each failure is a 400 that names the field. */
final class ParameterChecks {
    private final GroupRules groups;
    private final ApiVersion ttlSince;

    ParameterChecks(GroupRules groups, ApiVersion ttlSince) {
        this.groups = groups;
        this.ttlSince = ttlSince;
    }

    /** The version asked for: the newest when none is named. */
    static ApiVersion version(Query query, Operation operation) throws RestError {
        List<String> values = query.all("api-version");
        ApiVersion version = values.isEmpty()
                ? ApiVersion.newest()
                : ApiVersion.parse(values.get(0)).orElse(null);
        if (version == null || values.size() > 1 || version.compareTo(operation.since()) < 0) {
            throw RestError.badRequest("api-version", "The specified API version is not supported.");
        }
        return version;
    }

    void check(Router.Route route, ApiVersion version, Query query) throws RestError {
        Operation operation = route.operation();
        if (operation == Operation.HEALTH) {
            return;
        }
        Map<String, String> path = route.parameters();
        require(Names.isHub(route.parameter("hub")), "hub", "The hub name is invalid.");
        String group = path.get("group");
        require(group == null || groups.accepts(group), "group", "The group name is invalid.");
        if (operation.isSend()) {
            if (version.compareTo(ttlSince) >= 0) {
                range(query, "messageTtlSeconds", 0, 300);
            }
            require(query.all("filter").size() <= 1, "filter", "The filter is given more than once.");
        } else if (operation.isPermission()) {
            permission(route, query);
        } else if (operation == Operation.LIST_CONNECTIONS_IN_GROUP) {
            range(query, "maxpagesize", 1, 200);
            range(query, "top", 1, Integer.MAX_VALUE);
            Pages.check(query);
        } else if (operation == Operation.GENERATE_TOKEN) {
            token(query);
        }
    }

    private void permission(Router.Route route, Query query) throws RestError {
        require(
                Permission.parse(route.parameter("permission")) != null,
                "permission",
                "The permission is invalid: sendToGroup or joinLeaveGroup.");
        List<String> targets = query.all("targetName");
        require(targets.size() == 1 && groups.accepts(targets.get(0)), "targetName", "The target name is invalid.");
    }

    private void token(Query query) throws RestError {
        range(query, "minutesToExpire", 1, Integer.MAX_VALUE);
        for (String group : query.all("group")) {
            require(groups.accepts(group), "group", "The group name is invalid.");
        }
        String type = query.last("clientType");
        require(
                type == null || List.of("default", "mqtt").contains(type.toLowerCase(Locale.ROOT)),
                "clientType",
                "The client type is invalid: Default or MQTT.");
    }

    private static void range(Query query, String name, int min, int max) throws RestError {
        List<String> values = query.all(name);
        if (values.isEmpty()) {
            return;
        }
        boolean valid = values.size() == 1;
        try {
            int value = Integer.parseInt(values.get(0));
            valid &= value >= min && value <= max;
        } catch (NumberFormatException e) {
            valid = false;
        }
        require(valid, name, "The value of " + name + " must be a number from " + min + " to " + max + ".");
    }

    private static void require(boolean holds, String target, String message) throws RestError {
        if (!holds) {
            throw RestError.badRequest(target, message);
        }
    }
}
