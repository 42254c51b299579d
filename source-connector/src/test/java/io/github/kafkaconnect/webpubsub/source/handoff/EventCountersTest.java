package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EventCountersTest {
    private final AtomicLong now = new AtomicLong(5_000_000);
    private final EventCounters counters = new EventCounters(now::get);

    @Test
    void tellsTheTimeSinceTheLastEvent() {
        assertThat(counters.lastEventAgeMs()).isEqualTo(-1);
        counters.countReceived(UpstreamEvent.Kind.CONNECT, now.get());
        now.addAndGet(30_000_000);
        assertThat(counters.lastEventAgeMs()).isEqualTo(30);
        counters.countReceived(UpstreamEvent.Kind.MESSAGE, now.get());
        assertThat(counters.lastEventAgeMs()).isZero();
    }

    @Test
    void timesWhatIsInKafkaFromReceiptToAnswer() {
        long received = now.get();
        now.addAndGet(8_000_000);
        counters.countSettled(Settlement.WRITTEN, received);
        now.addAndGet(900_000_000);
        counters.countSettled(Settlement.EXPIRED, received);
        long longest = counters.acknowledged().figures("ack", "Time").all().stream()
                .filter(figure -> figure.name().equals("ack-max-us"))
                .mapToLong(EventCountersTest::value)
                .sum();
        assertThat(longest).isCloseTo(8_000, Percentage.withPercentage(1));
    }

    private static long value(Figures.Figure figure) {
        return figure.value().getAsLong();
    }
}
