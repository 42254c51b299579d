package io.github.kafkaconnect.webpubsub.source.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    @Test
    void hasALineAMinuteForEachReasonAndTellsHowManyItStandsFor() {
        AtomicLong nanos = new AtomicLong(5);
        RefusalLog log = new RefusalLog(nanos::get);

        assertThat(LongStream.range(0, 9).map(i -> log.count("hub")))
                .containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(log.count("path")).isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(log.count("hub")).isEqualTo(9);
        nanos.addAndGet(TimeUnit.DAYS.toNanos(20));
        assertThat(log.count("path")).isEqualTo(1);
        assertThat(log.count("path")).isZero();
    }

    @Test
    void showsAPathAsOneShortLineOfPlainCharacters() {
        assertThat(RefusalLog.shown("/eventhandler/chat%20")).isEqualTo("/eventhandler/chat%20");
        assertThat(RefusalLog.shown("/a\u001b[31m\r\n\u0000\u009b\u00e9 b")).isEqualTo("/a?[31m??????b");
        assertThat(RefusalLog.shown("/" + "x".repeat(60_000))).hasSize(203).endsWith("x...");
    }
}
