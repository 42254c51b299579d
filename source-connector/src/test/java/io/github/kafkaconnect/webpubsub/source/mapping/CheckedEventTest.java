package io.github.kafkaconnect.webpubsub.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedEventTest {
    private static final String URI_CHARS = "/ab9-_.~%25:#?[]@ \u00e9<";

    private final EventTimes times = new EventTimes();

    /** Against the CloudEvents library, which parses the texts of attributes on its own. */
    @Test
    void takesTheSourcesThatTheLibraryTakes() {
        Random random = new Random(1);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder source = new StringBuilder(random.nextBoolean() ? "/" : "");
            for (int length = random.nextInt(6); length >= 0; length--) {
                source.append(URI_CHARS.charAt(random.nextInt(URI_CHARS.length())));
            }
            boolean valid = isTakenByLibrary(source.toString());
            taken += valid ? 1 : 0;
            assertThat(isTaken("source", source.toString()))
                    .as("source '%s'", source)
                    .isEqualTo(valid);
            assertThat(isTaken("dataschema", source.toString()))
                    .as("schema '%s'", source)
                    .isEqualTo(valid);
        }
        assertThat(taken).isBetween(2_000, 18_000);
    }

    private static boolean isTakenByLibrary(String source) {
        try {
            CloudEventBuilder.v1().withContextAttribute("source", source);
            return true;
        } catch (CloudEventRWException e) {
            return false;
        }
    }

    private boolean isTaken(String name, String value) {
        try {
            check(Samples.event(Kind.MESSAGE, "x", name, value));
            return true;
        } catch (WebPubSubException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"source,::", "dataschema,a b", "time,yesterday", "time,''", "time,+100000-01-01T00:00:00Z"})
    void namesTheAttributeWhoseFormIsForbidden(String name, String value) {
        ThrowingCallable checking = () -> check(Samples.event(Kind.MESSAGE, "x", name, value));

        assertThatThrownBy(checking)
                .isInstanceOfSatisfying(
                        WebPubSubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_MALFORMED))
                .hasMessageContaining("ce-" + name)
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void anEventWithoutTimeHasNone() {
        UpstreamEvent event = Samples.event(Kind.MESSAGE, "x");
        HashMap<String, String> attributes = new HashMap<>(event.attributes());
        attributes.remove("time");

        assertThat(check(event).time()).isEqualTo(OffsetDateTime.parse(Samples.TIME));
        assertThat(check(new UpstreamEvent(Kind.MESSAGE, attributes, event.headers(), event.data()))
                        .time())
                .isNull();
    }

    private CheckedEvent check(UpstreamEvent event) {
        return CheckedEvent.of(event, times, event.data());
    }
}
