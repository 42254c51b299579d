package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SinkWorkTest {
    private static final Hub HUB = new Hub("chat");
    private static final Operation JOIN = new Join(new Target(HUB, Target.Kind.USER, "ada"), new GroupName("room"));
    private static final Operation TO_ALL = new Operation.SendToAll(HUB, Payload.Text.of("hi"));
    private static final Outcome OK = new Outcome.Delivered(200);

    @Test
    void reachesAsFarAsItsOnlyCall() {
        assertThat(work(JOIN, null, "v").reach()).isEqualTo(Reach.TARGET);
        assertThat(work(TO_ALL, null, "v").reach()).isEqualTo(Reach.HUB);
        assertThat(work(null, null, "v").reach()).isEqualTo(Reach.TARGET);
    }

    @Test
    void reachesAsFarAsTheCallOfItsPlanThatIsDue() {
        Plan narrowFirst = new Sequence(List.of(JOIN, TO_ALL));
        SinkWork work = work(JOIN, narrowFirst, "v");
        assertThat(work.reach()).isEqualTo(Reach.TARGET);
        narrowFirst.ended(OK, null);
        assertThat(work.reach()).isEqualTo(Reach.HUB);

        Plan wideFirst = new Sequence(List.of(TO_ALL, JOIN));
        SinkWork other = work(TO_ALL, wideFirst, "v");
        assertThat(other.reach()).isEqualTo(Reach.HUB);
        wideFirst.ended(OK, null);
        assertThat(other.reach()).isEqualTo(Reach.TARGET);
    }

    @Test
    void countsTheRecordThatItHoldsThoughNothingOfItIsSent() {
        assertThat(work(JOIN, null, "x".repeat(1_000_000)).bytes()).isEqualTo(512 + 1 + 1_000_000);
    }

    private static SinkWork work(@Nullable Operation operation, @Nullable Plan plan, String value) {
        PartitionState partition = new PartitionState(SinkHarness.P0);
        return new SinkWork(
                SinkHarness.record(SinkHarness.P0, 42, "k", value),
                partition,
                partition.ledger(),
                0,
                operation,
                plan,
                null,
                "lane",
                null,
                Deliverable.NEVER_NANOS);
    }
}
