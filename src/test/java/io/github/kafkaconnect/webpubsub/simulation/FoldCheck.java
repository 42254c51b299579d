package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Only records of one lane travel together, in their order and within the limits; never again with others once refused so. */
final class FoldCheck implements Check {
    @Override
    public void requestStarts(Scenario world, List<Handover> carried) {
        if (carried.size() > 1) {
            String objection = objection(carried);
            if (objection != null) {
                throw world.broken("records travel together within limits and in order", carried + ": " + objection);
            }
        }
    }

    private static @Nullable String objection(List<Handover> carried) {
        Handover first = carried.get(0);
        LiveOptions.FoldingLimits limits = first.assignment.run.plan.live().folding();
        int bytes = 0;
        Handover before = null;
        for (Handover handover : carried) {
            bytes += handover.payloadBytes + 1;
            if (handover.alone) {
                return handover + " was refused with others before";
            } else if (handover.lane == null || handover.lane != first.lane) {
                return "not of one lane";
            } else if (before != null && before.queue == handover.queue && before.number > handover.number) {
                return "not in order";
            }
            before = handover;
        }
        return carried.size() > limits.maxRecords() || bytes > limits.maxBytes()
                ? carried.size() + " records of " + bytes + " bytes, allowed are " + limits
                : null;
    }
}
