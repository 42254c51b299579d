package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.service.Permission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A routed request whose parameters were checked. */
record Call(Router.Route route, ApiVersion version, Query query, Request request) {
    Operation operation() {
        return route.operation();
    }

    String hub() {
        return route.parameter("hub");
    }

    String group() {
        return route.parameter("group");
    }

    String userId() {
        return route.parameter("userId");
    }

    String connectionId() {
        return route.parameter("connectionId");
    }

    Permission permission() {
        Permission permission = Permission.parse(route.parameter("permission"));
        if (permission == null) {
            throw new IllegalStateException("The permission was not checked");
        }
        return permission;
    }

    String targetName() {
        String target = query.last("targetName");
        if (target == null) {
            throw new IllegalStateException("The target name was not checked");
        }
        return target;
    }

    /** Connection ids to leave out. */
    Set<String> excluded() {
        List<String> excluded = query.all("excluded");
        return excluded.isEmpty() ? Set.of() : new HashSet<>(excluded);
    }

    @Nullable
    Integer intParameter(String name) {
        String text = query.last(name);
        return text == null ? null : Integer.valueOf(text);
    }
}
