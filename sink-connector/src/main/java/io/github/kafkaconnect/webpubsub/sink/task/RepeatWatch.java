package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.observe.OncePerMinute;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of records that come again and are skipped, because everything up to their offset is finished. Connect goes back to the last
 * commit that succeeded, and a task never learns which one did; so nothing is certain to tell that from a topic that was made anew and
 * begins where its old one began, and a record is not sent twice on a suspicion.
 */
final class RepeatWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatWatch.class);

    private final OncePerMinute pace = new OncePerMinute();
    private final Consumer<String> line;

    RepeatWatch() {
        this(LOG::warn);
    }

    RepeatWatch(Consumer<String> line) {
        this.line = line;
    }

    /** An offset has come that was received before. */
    void look(PartitionState state, long offset, long nowNanos) {
        if (!state.ledger().isBehind(offset)) {
            return;
        }
        long times = pace.happened(state.partition().toString(), nowNanos);
        if (times > 0) {
            line.accept(state.partition() + ": offset " + offset + " has come again and is skipped, as it is finished, "
                    + times + " time(s) since the line before. That is right after a failed commit; if the topic was"
                    + " deleted and made anew, restart the connector, or its new records are lost up to the offset that"
                    + " the old one had reached");
        }
    }
}
