package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Chat", "a_`,.[]9"})
    void takesHubsOfThePublishedPattern(String name) {
        assertThat(new Hub(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1chat", "_chat", "chat room", "chat/room", "chaté", "chat-1", ".."})
    void refusesOtherHubs(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hub(name)).withMessageStartingWith("hub ");
    }

    @Test
    void takesHubsUpTo128Characters() {
        assertThat(new Hub("h".repeat(128)).name()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new Hub("h".repeat(129)));
    }

    @Test
    void comparesHubsWithoutCaseAndSendsThemAsWritten() {
        assertThat(new Hub("CHAT_i[Z]")).isEqualTo(new Hub("chat_I[z]")).hasSameHashCodeAs(new Hub("chat_I[z]"));
        assertThat(new Hub("chat")).isNotEqualTo(new Hub("chat1"));
        assertThat(new Hub("Chat").name()).isEqualTo("Chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " room ", "tenant/7", "$", "007", "null", "日本", "😀", "...", "%2E"})
    void takesAlmostAnyGroup(String name) {
        assertThat(new GroupName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \u00a0\u3000", "a\nb", "a\r", ".", "..", "x\ud800", "\udc00x"})
    void refusesGroupsThatTheServiceCannotTake(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupName(name));
    }

    @Test
    void countsAGroupsLengthInUtf16Characters() {
        assertThat(new GroupName("😀".repeat(512)).value()).hasSize(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupName("😀".repeat(513)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../..", "a/..", "./a", "a/../b", "..\\a", "a/./b"})
    void refusesDotSegmentsBecauseAServerWouldResolveThemToABroadcast(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(name)).withMessageContaining("resolved");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionId(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "a..b", "a./b", "/", "//", ".a/b.", "a/...", "\\"})
    void takesOtherDotsAndSlashes(String name) {
        assertThat(new UserId(name).value()).isEqualTo(name);
    }

    @Test
    void comparesUsersAndConnectionsWithCase() {
        assertThat(new UserId("Ann")).isNotEqualTo(new UserId("ann"));
        assertThat(new ConnectionId("A")).isNotEqualTo(new ConnectionId("a"));
    }
}
