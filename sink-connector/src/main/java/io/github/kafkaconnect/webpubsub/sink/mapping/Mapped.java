package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a record. */
public sealed interface Mapped {
    /**
     * To be carried out.
     *
     * @param conflationKey what it has in common with records that it may replace; null when it replaces none
     */
    record Send(Operation operation, @Nullable String conflationKey) implements Mapped {}

    /**
     * To be carried out in several calls, or for its answer.
     *
     * @param first its first call; null when that cannot be made
     */
    record Run(Plan plan, @Nullable Operation first) implements Mapped {}

    /**
     * To be carried out for several targets, each on its own.
     *
     * @param operations at least two
     * @param conflationKey what it has in common with records that it may replace; null when it replaces none
     */
    record Fan(List<Operation> operations, @Nullable String conflationKey) implements Mapped {}

    /** Nothing to do; the record is finished. */
    record Skip(Reason reason) implements Mapped {}

    /** The record's own fault: errant. */
    record Bad(WebPubSubException problem) implements Mapped {}

    /** Why a record is skipped on purpose. */
    enum Reason {
        TOMBSTONE,
        /** Its value is an empty list of commands. */
        NO_COMMAND,
        /** The list of its targets is empty. */
        NO_TARGET
    }
}
