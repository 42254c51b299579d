package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.ArrayList;
import java.util.List;

/** Chooses which deliveries of a lane travel in one attempt. */
final class Folder<W extends Deliverable> {
    private final EngineSettings.Folding limits;
    private final FoldRule<W> rule;

    Folder(EngineSettings.Folding limits, FoldRule<W> rule) {
        this.limits = limits;
        this.rule = rule;
    }

    /** The deliveries right behind the first that travel with it: as many as fit, in their order. */
    List<Delivery<W>> joining(Delivery<W> first, long nowNanos) {
        Delivery<W> next = first.nextInLane;
        if (limits.maxDeliveries() == 1 || next == null || first.goesAlone()) {
            return List.of();
        }
        List<Delivery<W>> joined = new ArrayList<>();
        long bytes = rule.bytes(first.work());
        while (next != null && 1 + joined.size() < limits.maxDeliveries() && joins(first, next, nowNanos)) {
            bytes += rule.bytes(next.work());
            if (bytes > limits.maxBytes()) {
                break;
            }
            joined.add(next);
            next = next.nextInLane;
        }
        return joined;
    }

    private boolean joins(Delivery<W> first, Delivery<W> later, long nowNanos) {
        return !later.goesAlone() && !isLate(later, nowNanos) && rule.joins(first.work(), later.work());
    }

    static boolean isLate(Delivery<?> delivery, long nowNanos) {
        long lateNanos = delivery.work().lateNanos();
        return lateNanos != Deliverable.NEVER_NANOS && !delivery.hasBegun() && nowNanos - lateNanos >= 0;
    }
}
