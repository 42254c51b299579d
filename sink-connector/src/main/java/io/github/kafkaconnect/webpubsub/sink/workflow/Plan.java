package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record asks for when that takes several calls, or a call whose answer matters. It has a state and belongs to one delivery;
 * its methods are called in turn, never at the same time.
 */
public interface Plan {
    /**
     * The call that is due; the same until {@link #ended} was told that it is done.
     *
     * @throws IllegalArgumentException when it cannot be made, because the service would answer 400
     * @throws WebPubSubException PAYLOAD_TOO_LARGE, where the service would answer 413
     */
    Operation call();

    /** Whether the call that is due concerns every connection of a hub; known before the call can be made. */
    boolean reachesHub();

    /**
     * Takes how an attempt at the call ended.
     *
     * @param reply what the service answered; null when it did not
     * @return what it means for the delivery: a failure that may pass stays as it is, and the same call is due again
     */
    Outcome ended(Outcome attempt, @Nullable Reply reply);

    /** How much memory it holds, about, in bytes. */
    int bytes();

    /** What it is called in outcomes: a call's name, or that of a workflow. */
    String name();

    /** What the calls have yielded so far. */
    ObjectNode outputs();

    /** Texts among the outputs that let somebody in. */
    Set<String> secrets();
}
