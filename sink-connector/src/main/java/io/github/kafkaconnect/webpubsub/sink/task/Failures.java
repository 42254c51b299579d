package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Puts failures into words with one fixed, machine-readable beginning, which a dead letter carries in the header {@code
 * __connect.errors.exception.message}:
 *
 * <pre>
 * WPS-3001 status=400 attempts=1 target=chat/group/room%201 topic=orders partition=0 offset=42: words
 * </pre>
 *
 * {@code status=0} means that there was no answer, {@code target=-} that the record names none. Never holds a payload.
 */
final class Failures {
    private Failures() {}

    static ConnectException rejected(SinkWork work, Outcome.Rejected outcome, int attempts) {
        return new ConnectException(text(outcome.code(), outcome.status(), attempts, work) + outcome.detail());
    }

    static ConnectException fatal(SinkWork work, Outcome.Fatal outcome, int attempts) {
        return new ConnectException(text(outcome.code(), outcome.status(), attempts, work) + outcome.detail());
    }

    static ConnectException unmapped(SinkWork work, WebPubSubException problem) {
        return new ConnectException(text(problem.code(), 0, 0, work) + problem.detail(), problem);
    }

    private static String text(ErrorCode code, int status, int attempts, SinkWork work) {
        SinkRecord record = work.record();
        Operation operation = work.operation();
        return code.id() + " status=" + status + " attempts=" + attempts + " target="
                + (operation == null ? "-" : operation.target())
                + " topic=" + record.originalTopic() + " partition=" + record.originalKafkaPartition() + " offset="
                + record.originalKafkaOffset() + ": ";
    }
}
