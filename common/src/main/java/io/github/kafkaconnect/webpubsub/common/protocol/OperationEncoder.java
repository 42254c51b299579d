package io.github.kafkaconnect.webpubsub.common.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns operations into requests of the data-plane REST API. Immutable; any thread. */
public final class OperationEncoder {
    private static final byte[] NO_BODY = {};
    private static final String METADATA_HEADER = "X-WebPubSub-Metadata-";

    private final String query;

    public OperationEncoder() {
        this(ServiceLimits.API_VERSION);
    }

    /** @param apiVersion of the data-plane contract; the service answers 400 to one that it does not know */
    public OperationEncoder(String apiVersion) {
        this.query = PercentEncoding.append(new StringBuilder("?api-version="), apiVersion)
                .toString();
    }

    public EncodedOperation encode(Operation operation) {
        if (operation instanceof Operation.Send send) {
            return encodeSend(send);
        } else if (operation instanceof Close close) {
            return encodeClose(close);
        } else if (operation instanceof Join join) {
            return call("PUT", membership(join.member(), join.group()));
        } else if (operation instanceof Leave leave) {
            return call("DELETE", membership(leave.member(), leave.group()));
        } else if (operation instanceof Permit permit) {
            return encodePermit(permit);
        } else if (operation instanceof Exists exists) {
            return encodeExists(exists);
        } else if (operation instanceof ListConnections list) {
            return encodeList(list);
        } else if (operation instanceof GenerateToken token) {
            return encodeToken(token);
        } else if (operation instanceof CheckHealth) {
            return call("HEAD", new StringBuilder("/api/health").append(query));
        }
        return encodeChange((ChangeGroups) operation);
    }

    private EncodedOperation encodeSend(Operation.Send send) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        appendPath(url, send.target());
        url.append(":send").append(query);
        appendOptions(url, send.options());
        Payload payload = send.payload();
        return new EncodedOperation(
                "POST",
                url.toString(),
                payload.contentType(),
                headers(send.options().metadata()),
                payload.bytes());
    }

    private static List<Map.Entry<String, String>> headers(Metadata metadata) {
        return metadata.isEmpty()
                ? List.of()
                : metadata.values().entrySet().stream()
                        .map(entry -> Map.entry(METADATA_HEADER + entry.getKey(), entry.getValue()))
                        .toList();
    }

    private EncodedOperation encodeClose(Close close) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        appendPath(url, close.target());
        boolean one = close.target().kind() == Target.Kind.CONNECTION;
        if (one) {
            url.setLength(url.length() - 1);
        } else {
            url.append(":closeConnections");
        }
        url.append(query);
        appendExcluded(url, close.excluded());
        if (!close.reason().isEmpty()) {
            PercentEncoding.append(url.append("&reason="), close.reason());
        }
        return call(one ? "DELETE" : "POST", url);
    }

    /** Connections are named under the group, groups under the user; all groups under the member. */
    private StringBuilder membership(Target member, @Nullable GroupName group) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        if (group == null) {
            appendPath(url, member);
            url.append("groups");
        } else if (member.kind() == Target.Kind.USER) {
            appendPath(url, member);
            PercentEncoding.append(url.append("groups/"), group.value());
        } else {
            appendPath(url, new Target(member.hub(), Target.Kind.GROUP, group.value()));
            PercentEncoding.append(url.append("connections/"), member.name());
        }
        return url.append(query);
    }

    private EncodedOperation encodePermit(Permit permit) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        PercentEncoding.append(url, permit.hub().name())
                .append("/permissions/")
                .append(permit.permission().wireName())
                .append("/connections/");
        PercentEncoding.append(url, permit.connection().value()).append(query).append("&targetName=");
        PercentEncoding.append(url, permit.group().value());
        return call(
                switch (permit.act()) {
                    case GRANT -> "PUT";
                    case REVOKE -> "DELETE";
                    case CHECK -> "HEAD";
                },
                url);
    }

    private EncodedOperation encodeChange(ChangeGroups change) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        PercentEncoding.append(url, change.hub().name())
                .append(change.joins() ? "/:addToGroups" : "/:removeFromGroups")
                .append(query);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode groups = body.putArray("groups");
        change.groups().forEach(group -> groups.add(group.value()));
        if (!change.filter().isEmpty()) {
            body.put("filter", change.filter());
        }
        return new EncodedOperation(
                "POST", url.toString(), "application/json", body.toString().getBytes(UTF_8));
    }

    private EncodedOperation encodeExists(Exists exists) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        appendPath(url, exists.target());
        url.setLength(url.length() - 1);
        return call("HEAD", url.append(query));
    }

    private EncodedOperation encodeList(ListConnections list) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        appendPath(url, list.target());
        url.append("connections").append(query);
        if (list.pageSize() > 0) {
            url.append("&maxpagesize=").append(list.pageSize());
        }
        if (list.top() > 0) {
            url.append("&top=").append(list.top());
        }
        if (!list.continuationToken().isEmpty()) {
            PercentEncoding.append(url.append("&continuationToken="), list.continuationToken());
        }
        return call("GET", url);
    }

    private EncodedOperation encodeToken(GenerateToken token) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        PercentEncoding.append(url, token.hub().name())
                .append("/:generateToken")
                .append(query);
        if (!token.userId().isEmpty()) {
            PercentEncoding.append(url.append("&userId="), token.userId());
        }
        for (String role : token.roles()) {
            PercentEncoding.append(url.append("&role="), role);
        }
        for (GroupName group : token.groups()) {
            PercentEncoding.append(url.append("&group="), group.value());
        }
        url.append("&minutesToExpire=").append(token.minutesToExpire());
        if (token.clientType() == GenerateToken.ClientType.MQTT) {
            url.append("&clientType=MQTT");
        }
        return call("POST", url);
    }

    private static EncodedOperation call(String method, StringBuilder url) {
        return new EncodedOperation(method, url.toString(), "", NO_BODY);
    }

    /** The path of the addressed noun with a slash at its end. */
    private static void appendPath(StringBuilder url, Target target) {
        PercentEncoding.append(url, target.hub().name());
        String collection =
                switch (target.kind()) {
                    case ALL -> "";
                    case GROUP -> "/groups/";
                    case USER -> "/users/";
                    case CONNECTION -> "/connections/";
                };
        PercentEncoding.append(url.append(collection), target.name()).append('/');
    }

    private static void appendExcluded(StringBuilder url, List<ConnectionId> excluded) {
        for (ConnectionId connection : excluded) {
            PercentEncoding.append(url.append("&excluded="), connection.value());
        }
    }

    private static void appendOptions(StringBuilder url, SendOptions options) {
        if (options.messageTtlSeconds() > 0) {
            url.append("&messageTtlSeconds=").append(options.messageTtlSeconds());
        }
        appendExcluded(url, options.excluded());
        if (!options.filter().isEmpty()) {
            PercentEncoding.append(url.append("&filter="), options.filter());
        }
    }
}
