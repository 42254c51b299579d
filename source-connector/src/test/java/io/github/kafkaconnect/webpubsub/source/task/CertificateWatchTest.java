package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateWatchTest {
    private static final Instant END = Instant.parse("2027-03-31T00:00:00Z");

    private final CertificateWatch watch = new CertificateWatch();

    @Test
    void warnsOnceADayInTheLastFourteenDaysAndAfterwards() {
        assertThat(watch.isDue(END, before(14))).isFalse();
        assertThat(watch.isDue(END, before(14).plusSeconds(1))).isTrue();
        assertThat(watch.isDue(END, before(13))).isFalse();
        assertThat(watch.isDue(END, before(13).plusSeconds(1))).isTrue();
        assertThat(watch.isDue(END, before(-1))).isTrue();
        assertThat(watch.isDue(END, before(-1).plusSeconds(1))).isFalse();
    }

    @Test
    void aNewCertificateIsANewBeginning() {
        assertThat(watch.isDue(END, before(3))).isTrue();
        assertThat(watch.isDue(END.plus(Duration.ofDays(90)), before(3).plusSeconds(1)))
                .isFalse();
        assertThat(watch.isDue(END, before(3).plusSeconds(2))).isTrue();
    }

    @Test
    void daysAreWholeAndNeverFewerThanNone() {
        assertThat(DoorMetrics.daysLeft(END, before(2).minusSeconds(1))).isEqualTo(2);
        assertThat(DoorMetrics.daysLeft(END, before(2).plusSeconds(1))).isEqualTo(1);
        assertThat(DoorMetrics.daysLeft(END, before(-5))).isZero();
    }

    private static Instant before(int days) {
        return END.minus(Duration.ofDays(days));
    }
}
