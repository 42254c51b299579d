package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Reply;
import org.jspecify.annotations.Nullable;

/** Carries out the call of a plan that is due. What the service would refuse is not sent; the plan is told as if it had. */
final class PlanAttempts {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final OperationClient client;

    PlanAttempts(OperationClient client) {
        this.client = client;
    }

    void start(Delivery<SinkWork> delivery, Plan plan, DeliveryLoop<SinkWork> loop) {
        Operation call;
        try {
            call = plan.call();
        } catch (WebPubSubException e) {
            loop.attemptEnded(delivery, told(plan, new Outcome.Rejected(e.code(), TOO_LARGE, e.detail()), null));
            return;
        } catch (IllegalArgumentException e) {
            Outcome refused = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, BAD_REQUEST, "" + e.getMessage());
            loop.attemptEnded(delivery, told(plan, refused, null));
            return;
        }
        client.execute(call, new OperationClient.Completion() {
            @Override
            public void ended(Outcome outcome) {
                loop.attemptEnded(delivery, told(plan, outcome, null));
            }

            @Override
            public void answered(Outcome outcome, HttpAnswer answer) {
                Reply reply = new Reply(answer.status(), answer::header, answer.body());
                loop.attemptEnded(delivery, told(plan, outcome, reply));
            }
        });
    }

    /** The transport swallows what is thrown while it hands an outcome over, and the delivery would be on its way for ever. */
    private static Outcome told(Plan plan, Outcome attempt, @Nullable Reply reply) {
        try {
            return plan.ended(attempt, reply);
        } catch (RuntimeException e) {
            return new Outcome.Fatal(ErrorCode.INTERNAL, 0, e.getClass().getName());
        }
    }
}
