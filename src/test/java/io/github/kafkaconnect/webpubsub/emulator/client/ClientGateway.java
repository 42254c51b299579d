package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.auth.Claims;
import io.github.kafkaconnect.webpubsub.emulator.http.Percent;
import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.http.WebSocketGateway;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings.AnonymousConnectPolicy;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection.Identity;
import io.github.kafkaconnect.webpubsub.emulator.service.Names;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ClientContext;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ConnectAnswer;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ConnectRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients in: address, recovery, token, mode, the connect event, and then the upgrade.
 *
 * <p>Refused before the upgrade: 404 not an address of clients, 400 an invalid hub, mode or group, 401 no valid token,
 * 501 a subprotocol that is not emulated, or what the connect handler says. A recovery is refused with close code 1008
 * after the upgrade.
 */
public final class ClientGateway implements WebSocketGateway {
    private static final String PATH = "/client/hubs/";
    private final ClientParts parts;

    public ClientGateway(ClientParts parts) {
        this.parts = parts;
    }

    @Override
    public void accept(Channel channel, FullHttpRequest request) {
        Handshake handshake =
                new Handshake(channel, request, parts.rules().limits().frameBytes());
        try {
            Query query = Query.parse(handshake.rawQuery());
            String hub = hub(handshake.path(), query);
            if (hub == null) {
                handshake.refuse(404);
            } else if (!Names.isHub(hub)) {
                handshake.refuse(400);
            } else if (query.last("awps_connection_id") != null) {
                recover(handshake, hub, query);
            } else {
                enter(handshake, hub.toLowerCase(Locale.ROOT), query);
            }
        } catch (IllegalArgumentException malformedEscape) {
            handshake.refuse(400);
        }
    }

    private static @Nullable String hub(String path, Query query) {
        if (path.startsWith(PATH) && path.length() > PATH.length()) {
            return Percent.decodePath(path.substring(PATH.length()));
        }
        return path.equals("/client") || path.equals("/client/") ? query.last("hub") : null;
    }

    private void recover(Handshake handshake, String hub, Query query) {
        Connection connection = parts.hubs().hub(hub).find(String.valueOf(query.last("awps_connection_id")));
        boolean known = connection != null
                && connection.outlet() instanceof Session session
                && session.isRecoverableWith(query.last("awps_reconnection_token"));
        String protocol = known && connection != null ? connection.identity().protocol() : null;
        Socket socket = new Socket(handshake.channel(), parts);
        handshake.upgrade(protocol == null ? Subprotocol.firstOf(handshake.offered()) : protocol, socket, () -> {
            if (known && connection != null && connection.outlet() instanceof Session session) {
                session.recover(socket);
            } else {
                socket.close(1008, "The connection cannot be recovered");
            }
        });
    }

    private void enter(Handshake handshake, String hub, Query query) {
        Claims claims = claims(handshake, hub, query);
        boolean anonymous = claims == null && token(handshake, query) == null;
        if (claims == null && !(anonymous && allowsAnonymous(hub))) {
            handshake.refuse(401);
            return;
        }
        SimpleMode mode = SimpleMode.parse(query, parts.groups()).orElse(null);
        List<String> groups = claims == null ? List.of() : claims.all("webpubsub.group");
        if (mode == null || !groups.stream().allMatch(parts.groups()::accepts)) {
            handshake.refuse(400);
            return;
        }
        String userId = claims == null ? null : claims.first("sub");
        List<String> roles = claims == null ? List.of() : claims.all("role");
        ClientContext context = new ClientContext(hub, Ids.random(), userId);
        ConnectRequest asked = new ConnectRequest(
                claims == null ? Map.of() : claims.texts(),
                query.valuesByName(),
                handshake.headers(),
                handshake.offered());
        parts.upstream().connect(context, asked).whenComplete((answer, failure) -> parts.loop()
                .execute(() -> {
                    if (failure == null && answer instanceof ConnectAnswer.Accepted accepted) {
                        Token token = new Token(userId, groups, roles);
                        admit(handshake, context, mode, merged(token, accepted), accepted.subprotocol());
                    } else {
                        handshake.refuse(answer instanceof ConnectAnswer.Refused refused ? refused.status() : 500);
                    }
                }));
    }

    private record Token(@Nullable String userId, List<String> groups, List<String> roles) {}

    private static Token merged(Token token, ConnectAnswer.Accepted accepted) {
        return new Token(
                accepted.userId() == null ? token.userId() : accepted.userId(),
                accepted.groups() == null ? token.groups() : accepted.groups(),
                accepted.roles() == null ? token.roles() : accepted.roles());
    }

    private void admit(
            Handshake handshake, ClientContext context, SimpleMode mode, Token token, @Nullable String chosen) {
        String protocol = chosen == null ? Subprotocol.firstOf(handshake.offered()) : chosen;
        boolean strange = protocol != null && !handshake.offered().contains(protocol);
        if (strange || !token.groups().stream().allMatch(parts.groups()::accepts)) {
            handshake.refuse(500);
            return;
        }
        if (Subprotocol.isUnsupported(protocol)) {
            handshake.refuse(501);
            return;
        }
        context.setUserId(token.userId());
        context.setSubprotocol(protocol);
        Identity identity = new Identity(context.hub(), context.connectionId(), token.userId(), protocol);
        Admission admission = new Admission(context, identity, token.groups(), token.roles(), mode);
        Socket socket = new Socket(handshake.channel(), parts);
        handshake.upgrade(protocol, socket, () -> new Session(parts, admission).start(socket, admission.groups()));
    }

    private boolean allowsAnonymous(String hub) {
        return parts.settings().apply(hub).anonymousConnectPolicy() == AnonymousConnectPolicy.ALLOW;
    }

    private static @Nullable String token(Handshake handshake, Query query) {
        String inQuery = query.last("access_token");
        return inQuery != null ? inQuery : handshake.bearer();
    }

    private @Nullable Claims claims(Handshake handshake, String hub, Query query) {
        String token = token(handshake, query);
        Claims claims = token == null ? null : parts.credentials().tokens().verify(token);
        return claims != null && claims.audiences().stream().anyMatch(audience -> isFor(hub, audience)) ? claims : null;
    }

    /** The audience may have the endpoint's scheme or its WebSocket form, and the hub in any case. */
    private boolean isFor(String hub, String audience) {
        String http = audience.startsWith("ws") ? "http" + audience.substring(2) : audience;
        for (String endpoint : parts.credentials().endpoints()) {
            if (http.startsWith(endpoint + PATH)
                    && Percent.decodePath(http.substring(endpoint.length() + PATH.length()))
                            .equalsIgnoreCase(hub)) {
                return true;
            }
        }
        return false;
    }
}
