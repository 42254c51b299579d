package io.github.kafkaconnect.webpubsub.sink.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapper;
import io.github.kafkaconnect.webpubsub.sink.mapping.TopicMapper;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Says what a configured sink would do with a record, by the very parts that would do it, without doing it. */
public final class Explanation {
    private static final int BODY_SHOWN = 200;

    private final Mapper mapper;
    private final LaneKeys lanes;
    private final Ordering ordering;
    private final OperationEncoder encoder;

    /** @param properties a configuration without problems */
    public Explanation(Map<String, String> properties) {
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        this.mapper = TopicMapper.of(properties);
        this.ordering = config.get(DeliveryOptions.ORDERING);
        this.lanes = new LaneKeys(ordering);
        this.encoder = new OperationEncoder(config.get(SinkOptions.API_VERSION));
    }

    /** Lines for a person. */
    public List<String> of(SinkRecord record) {
        List<String> lines = new ArrayList<>();
        Mapped mapped = mapper.map(record);
        if (mapped instanceof Mapped.Bad bad) {
            lines.add("errant     " + bad.problem().getMessage());
        } else if (mapped instanceof Mapped.Skip skip) {
            lines.add("skipped    "
                    + skip.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        } else if (mapped instanceof Mapped.Send send) {
            lane(record, send.operation(), send.conflationKey(), lines);
            call(send.operation(), lines);
        } else if (mapped instanceof Mapped.Fan fan) {
            for (Operation operation : fan.operations()) {
                lane(record, operation, fan.conflationKey(), lines);
                call(operation, lines);
            }
        } else if (mapped instanceof Mapped.Run run) {
            lane(record, run.first(), null, lines);
            plan(run.plan(), lines);
        }
        return lines;
    }

    private void lane(
            SinkRecord record, @Nullable Operation operation, @Nullable String conflationKey, List<String> lines) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        LaneKeys.Keys keys = lanes.of(record, partition, operation, conflationKey);
        String lane = ordering == Ordering.NONE ? "its own" : String.valueOf(keys.lane());
        lines.add("lane       " + lane + " (ordering=" + ordering.name().toLowerCase(Locale.ROOT) + ")");
        if (keys.conflation() != null) {
            lines.add("replaces   waiting records of the lane with conflation key " + conflationKey);
        }
    }

    /** Commands are known in full; what a workflow does depends on the answers. */
    private void plan(Plan plan, List<String> lines) {
        Outcome outcome = new Outcome.Progressed(0, 0);
        while (plan instanceof Sequence && outcome.kind() == Outcome.Kind.PROGRESSED) {
            call(plan.call(), lines);
            outcome = plan.ended(new Outcome.Delivered(0), null);
        }
        if (!(plan instanceof Sequence)) {
            lines.add("workflow   " + plan.name() + ", which begins with");
            try {
                call(plan.call(), lines);
            } catch (IllegalArgumentException e) {
                lines.add("refused    " + e.getMessage() + "; not sent, counts as answered 400");
            }
        }
    }

    private void call(Operation operation, List<String> lines) {
        EncodedOperation call = encoder.encode(operation);
        lines.add("operation  " + operation.kind().operationName() + " for " + operation.target());
        lines.add("request    " + call.method() + ' ' + call.pathAndQuery());
        call.headers().forEach(header -> lines.add("header     " + header.getKey() + ": " + header.getValue()));
        if (!call.contentType().isEmpty()) {
            lines.add("body       " + call.body().length + " bytes of " + call.contentType() + body(call));
        }
    }

    private static String body(EncodedOperation call) {
        if (call.contentType().equals("application/octet-stream")) {
            return "";
        }
        String text = new String(call.body(), UTF_8);
        return ": " + (text.length() > BODY_SHOWN ? text.substring(0, BODY_SHOWN) + "…" : text);
    }
}
