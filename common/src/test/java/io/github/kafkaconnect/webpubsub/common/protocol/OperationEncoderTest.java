package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.common.protocol.Operation.SendToAll;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation.SendToConnection;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation.SendToGroup;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation.SendToUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationEncoderTest {
    private static final Hub CHAT = new Hub("chat");
    private static final Payload HELLO = Payload.Text.of("hello");
    private final OperationEncoder encoder = new OperationEncoder();

    @Test
    void encodesTheFourSends() {
        assertThat(path(new SendToAll(CHAT, HELLO))).isEqualTo("/api/hubs/chat/:send?api-version=2024-12-01");
        assertThat(path(new SendToGroup(CHAT, new GroupName("room1"), HELLO)))
                .isEqualTo("/api/hubs/chat/groups/room1/:send?api-version=2024-12-01");
        assertThat(path(new SendToUser(CHAT, new UserId("u 1"), HELLO)))
                .isEqualTo("/api/hubs/chat/users/u%201/:send?api-version=2024-12-01");
        assertThat(path(new SendToConnection(CHAT, new ConnectionId("c_1"), HELLO)))
                .isEqualTo("/api/hubs/chat/connections/c_1/:send?api-version=2024-12-01");
    }

    @Test
    void encodesStrictlyAndOnce() {
        String filter = "userId in ('u1','O''Neil') and not ('muted' in groups)";
        SendOptions options = new SendOptions(60, List.of(), filter);
        assertThat(path(new SendToGroup(CHAT, new GroupName("a b+c/é'"), HELLO, options)))
                .isEqualTo("/api/hubs/chat/groups/a%20b%2Bc%2F%C3%A9%27/:send?api-version=2024-12-01"
                        + "&messageTtlSeconds=60&filter=userId%20in%20%28%27u1%27%2C%27O%27%27Neil%27%29"
                        + "%20and%20not%20%28%27muted%27%20in%20groups%29");
    }

    @Test
    void repeatsTheKeyForEachExcludedConnection() {
        SendOptions options = new SendOptions(0, List.of(new ConnectionId("c1"), new ConnectionId("c&2")), "");
        assertThat(path(new SendToAll(CHAT, HELLO, options)))
                .isEqualTo("/api/hubs/chat/:send?api-version=2024-12-01&excluded=c1&excluded=c%262");
    }

    @Test
    void encodesHubsToo() {
        assertThat(path(new SendToAll(new Hub("a[,`]"), HELLO))).startsWith("/api/hubs/a%5B%2C%60%5D/:send");
    }

    @Test
    void namesTheMediaTypeOfThePayload() {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(encoder.encode(new SendToAll(CHAT, HELLO)).contentType()).isEqualTo("text/plain");
        assertThat(encoder.encode(new SendToAll(CHAT, new Payload.Json(bytes))).contentType())
                .isEqualTo("application/json");
        EncodedOperation binary = encoder.encode(new SendToAll(CHAT, new Payload.Binary(bytes)));
        assertThat(binary.contentType()).isEqualTo("application/octet-stream");
        assertThat(binary.method()).isEqualTo("POST");
        assertThat(binary.body()).isSameAs(bytes);
    }

    @Test
    void takesAnotherApiVersion() {
        assertThat(new OperationEncoder("2024-01-01")
                        .encode(new SendToAll(CHAT, HELLO))
                        .pathAndQuery())
                .endsWith("?api-version=2024-01-01");
    }

    @Test
    void knowsWhichOptionsASendHas() {
        SendOptions excluding = new SendOptions(0, List.of(new ConnectionId("c1")), "");
        SendOptions filtering = new SendOptions(0, List.of(), "userId eq null");
        assertThatIllegalArgumentException().isThrownBy(() -> new SendToUser(CHAT, new UserId("u"), HELLO, excluding));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SendToConnection(CHAT, new ConnectionId("c"), HELLO, filtering));
        assertThatIllegalArgumentException().isThrownBy(() -> new SendOptions(301, List.of(), ""));
    }

    @Test
    void givesEqualTargetsToOperationsThatMustKeepTheirOrder() {
        Operation first = new SendToGroup(new Hub("Chat"), new GroupName("a"), HELLO);
        Operation second = new SendToGroup(CHAT, new GroupName("a"), Payload.Text.of("other"));
        assertThat(first.target()).isEqualTo(second.target()).hasSameHashCodeAs(second.target());
        assertThat(new SendToUser(CHAT, new UserId("a"), HELLO).target()).isNotEqualTo(second.target());
        assertThat(new SendToGroup(CHAT, new GroupName("A"), HELLO).target()).isNotEqualTo(second.target());
    }

    @Test
    void printsATargetAsOneWord() {
        assertThat(new SendToGroup(CHAT, new GroupName("a b/c\u2028=\"é"), HELLO).target())
                .hasToString("chat/group/a%20b%2Fc%E2%80%A8%3D%22%C3%A9");
        assertThat(new SendToAll(CHAT, HELLO).target()).hasToString("chat/all");
    }

    private String path(Operation operation) {
        return encoder.encode(operation).pathAndQuery();
    }
}
