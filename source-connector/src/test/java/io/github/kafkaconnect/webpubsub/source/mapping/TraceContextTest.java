package io.github.kafkaconnect.webpubsub.source.mapping;

import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.headers;
import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.mapper;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void becomesHeadersByOption() {
        UpstreamEvent event = event(PARENT, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
        assertThat(headers(mapper("record.trace.context", "true").map("chat", event)))
                .containsEntry("traceparent", PARENT)
                .containsEntry("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
                .containsEntry("x-webpubsub-metadata-traceparent", PARENT);
        assertThat(headers(mapper().map("chat", event)))
                .doesNotContainKeys("traceparent", "tracestate")
                .containsEntry("x-webpubsub-metadata-traceparent", PARENT);
    }

    @Test
    void stateNeedsAParentAndAParentNoState() {
        EventMapper mapper = mapper("record.trace.context", "true");
        assertThat(headers(mapper.map("chat", event("forged", "a=1")))).doesNotContainKeys("traceparent", "tracestate");
        assertThat(headers(mapper.map("chat", event(PARENT, "forged"))))
                .containsKey("traceparent")
                .doesNotContainKey("tracestate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-00",
                "cc-" + TRACE + "-" + SPAN + "-00-what-comes-later"
            })
    void parentsOfTheStandard(String parent) {
        assertThat(TraceContext.isParent(parent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\n"
            })
    void otherParentsAreLeftOut(String parent) {
        assertThat(TraceContext.isParent(parent)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "a=1, b=2", "a=1,,b=x y", "tenant@vendor=v", "1a/-*_=~"})
    void statesOfTheStandard(String state) {
        assertThat(TraceContext.isState(state)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A=1", "a=", "=1", "a=b=c", "a=ü", "a=1;b=2\u0001"})
    void otherStatesAreLeftOut(String state) {
        assertThat(TraceContext.isState(state)).isFalse();
        assertThat(TraceContext.isState("a=1," + "b=2,".repeat(32))).isFalse();
        assertThat(TraceContext.isState("a=" + "x".repeat(511))).isFalse();
    }

    private static UpstreamEvent event(String parent, String state) {
        UpstreamEvent plain = Samples.event(Kind.MESSAGE, "x");
        return new UpstreamEvent(
                plain.kind(),
                plain.attributes(),
                Map.of("x-webpubsub-metadata-traceparent", parent, "x-webpubsub-metadata-tracestate", state),
                plain.data());
    }
}
