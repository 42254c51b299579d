package io.github.kafkaconnect.webpubsub.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    @Test
    void dropsWhatWasNotAskedForLongest() {
        RecentlyUsed<String, Integer> values = new RecentlyUsed<>(3);
        values.put("a", 1);
        values.put("b", 2);
        values.put("c", 3);
        assertThat(values.get("a")).isEqualTo(1);
        values.put("d", 4);

        assertThat(values.get("b")).isNull();
        assertThat(values.get("a")).isEqualTo(1);
        assertThat(values.get("c")).isEqualTo(3);
        assertThat(values.get("d")).isEqualTo(4);
    }
}
