package io.github.kafkaconnect.webpubsub.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class EventTimesTest {
    private final EventTimes times = new EventTimes();

    @Test
    void readsEachTimeWhateverCameBefore() {
        for (String text : new String[] {"2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z", "2026-03-04T05:06:08Z"}) {
            assertThat(times.parse(text)).isEqualTo(OffsetDateTime.parse(text));
        }
    }

    @Test
    void anEmptyTimeIsNoneBeforeTheFirstAndAfterwards() {
        assertThatThrownBy(() -> times.parse("")).isInstanceOf(DateTimeParseException.class);
        times.parse("2026-03-04T05:06:07Z");
        assertThatThrownBy(() -> times.parse("")).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void refusesAYearThatMillisecondsDoNotReachEachTime() {
        String far = "+100000-01-01T00:00:00Z";
        assertThatThrownBy(() -> times.parse(far)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times.parse(far)).isInstanceOf(IllegalArgumentException.class);
    }
}
