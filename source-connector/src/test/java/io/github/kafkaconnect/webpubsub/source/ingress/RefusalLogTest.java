package io.github.kafkaconnect.webpubsub.source.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalLogTest {
    @Test
    void showsAPathAsOneShortLineOfPlainCharacters() {
        assertThat(RefusalLog.shown("/eventhandler/chat%20")).isEqualTo("/eventhandler/chat%20");
        assertThat(RefusalLog.shown("/a\u001b[31m\r\n\u0000\u009b\u00e9 b")).isEqualTo("/a?[31m??????b");
        assertThat(RefusalLog.shown("/" + "x".repeat(60_000))).hasSize(203).endsWith("x...");
    }
}
