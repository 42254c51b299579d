package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable.Reach;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Join;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkWorkTest {
    private static final Hub HUB = new Hub("chat");
    private static final Operation JOIN = new Join(new Target(HUB, Target.Kind.USER, "ada"), new GroupName("room"));
    private static final Operation TO_ALL = new Operation.SendToAll(HUB, Payload.Text.of("hi"));
    private static final Outcome OK = new Outcome.Delivered(200);

    @Test
    void reachesAsFarAsItsOnlyCall() {
        assertThat(SinkHarness.work(JOIN, null, "v").reach()).isEqualTo(Reach.TARGET);
        assertThat(SinkHarness.work(TO_ALL, null, "v").reach()).isEqualTo(Reach.HUB);
        assertThat(SinkHarness.work(null, null, "v").reach()).isEqualTo(Reach.TARGET);
    }

    @Test
    void reachesAsFarAsTheCallOfItsPlanThatIsDue() {
        Plan narrowFirst = new Sequence(List.of(JOIN, TO_ALL));
        SinkWork work = SinkHarness.work(JOIN, narrowFirst, "v");
        assertThat(work.reach()).isEqualTo(Reach.TARGET);
        narrowFirst.ended(OK, null);
        assertThat(work.reach()).isEqualTo(Reach.HUB);

        Plan wideFirst = new Sequence(List.of(TO_ALL, JOIN));
        SinkWork other = SinkHarness.work(TO_ALL, wideFirst, "v");
        assertThat(other.reach()).isEqualTo(Reach.HUB);
        wideFirst.ended(OK, null);
        assertThat(other.reach()).isEqualTo(Reach.TARGET);
    }

    @Test
    void countsTheRecordThatItHoldsThoughNothingOfItIsSent() {
        assertThat(SinkHarness.work(JOIN, null, "x".repeat(1_000_000)).bytes()).isEqualTo(512 + 1 + 1_000_000);
    }
}
