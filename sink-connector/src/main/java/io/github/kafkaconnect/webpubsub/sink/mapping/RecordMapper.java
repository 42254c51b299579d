package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ArgumentException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.MetadataOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.TombstoneBehavior;
import io.github.kafkaconnect.webpubsub.sink.config.WorkflowOptions;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decides what one record asks of the service. Immutable, but for the task's thread alone by custom. */
public final class RecordMapper implements Mapper {
    /** What an array adds to its only element. */
    private static final int BRACKETS = 2;

    private static final Mapped TOMBSTONE = new Mapped.Skip(Mapped.Reason.TOMBSTONE);
    private static final Mapped NO_TARGET = new Mapped.Skip(Mapped.Reason.NO_TARGET);
    private static final Mapped NOTHING = new Mapped.Skip(Mapped.Reason.NO_COMMAND);

    private final OperationMapper operations;
    private final @Nullable WorkflowMapper workflows;
    private final JsonValues values;
    private final @Nullable TemplateRenderer conflationKeys;
    private final boolean cloudEvents;
    private final TombstoneBehavior tombstones;
    private final Operation.@Nullable Kind tombstoneOperation;

    /** What a mapper needs to know. */
    public record Options(
            OperationOptions operation,
            WorkflowOptions workflow,
            PayloadOptions payload,
            MetadataOptions metadata,
            LiveOptions live) {
        /** @param properties of which {@code config} was made */
        public static Options from(ParsedConfig config, Map<String, String> properties) {
            return new Options(
                    OperationOptions.from(config),
                    WorkflowOptions.from(config, properties),
                    PayloadOptions.from(config),
                    MetadataOptions.from(config, properties),
                    LiveOptions.from(config));
        }

        public Options withLive(LiveOptions other) {
            return new Options(operation, workflow, payload, metadata, other);
        }
    }

    /** @throws WebPubSubException WORKFLOW_INVALID */
    public RecordMapper(Options options) {
        PayloadOptions payload = options.payload();
        LiveOptions live = options.live();
        this.values = new JsonValues(payload.decimal());
        RecordPayloads payloads = RecordPayloads.of(
                payload,
                live.folding().isOn()
                        ? ServiceLimits.SEND_BODY_MAX_BYTES - BRACKETS
                        : ServiceLimits.SEND_BODY_MAX_BYTES);
        this.operations = new OperationMapper(
                options.operation(),
                new OperationMapper.Message(
                        payloads.ofValues(),
                        payloads.empty(),
                        new MetadataMapper(options.metadata(), payload.headerTypes()),
                        renderer(LiveOptions.MESSAGE_TTL_SECONDS, live.messageTtl(), payload),
                        payload.tombstoneOperation()),
                payload.headerTypes());
        this.workflows = options.workflow().isOn()
                ? new WorkflowMapper(options.workflow(), payload.headerTypes(), values)
                : null;
        this.conflationKeys = renderer(LiveOptions.CONFLATION_KEY, live.conflationKey(), payload);
        this.cloudEvents = payload.cloudEvents();
        this.tombstones = payload.tombstones();
        this.tombstoneOperation = payload.tombstoneOperation();
    }

    /**
     * Never throws for a record's fault. A send and a command need a value; a record without one is a tombstone then, whatever its
     * target.
     */
    @Override
    public Mapped map(SinkRecord original) {
        try {
            boolean event = cloudEvents && !CloudEventRecords.isBareTombstone(original);
            SinkRecord record = event ? CloudEventRecords.normal(original) : original;
            if (workflows != null) {
                Optional<Plan> plan = workflows.plan(record, () -> operations.hub(record));
                if (plan.isPresent()) {
                    return run(plan.get());
                }
            }
            String name = operations.name(record);
            return name.equals(OperationOptions.COMMAND) ? command(record) : call(record, name);
        } catch (WebPubSubException e) {
            return new Mapped.Bad(e);
        } catch (ArgumentException e) {
            ErrorCode code = e.isMissing() ? ErrorCode.RECORD_OPERATION_INVALID : ErrorCode.RECORD_NAME_INVALID;
            return new Mapped.Bad(new WebPubSubException(code, "" + e.getMessage(), e));
        } catch (IllegalArgumentException e) {
            return new Mapped.Bad(new WebPubSubException(
                    ErrorCode.RECORD_NAME_INVALID, "the operation cannot be made: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            return new Mapped.Bad(defect(e));
        }
    }

    /** A record that finds a defect of ours must not stop the task for ever. Its words may quote the record and are left out. */
    private static WebPubSubException defect(RuntimeException e) {
        WebPubSubException told = new WebPubSubException(
                ErrorCode.INTERNAL,
                "the record cannot be mapped: " + e.getClass().getName());
        told.setStackTrace(e.getStackTrace());
        return told;
    }

    private Mapped call(SinkRecord record, String name) {
        Operation.Kind kind = operations.kind(name);
        boolean byTarget = name.equals(OperationOptions.SEND);
        boolean tombstone = kind.isSend() && record.value() == null;
        if (tombstone && tombstones != TombstoneBehavior.EMPTY) {
            return tombstone(record, byTarget);
        }
        List<Operation> calls = operations.operations(record, kind, byTarget);
        if (calls.isEmpty()) {
            return NO_TARGET;
        }
        if (kind.isQuestion()) {
            return run(new Sequence(calls));
        }
        String conflationKey = kind.isSend() && conflationKeys != null ? conflationKeys.render(record) : null;
        return calls.size() == 1 ? new Mapped.Send(calls.get(0), conflationKey) : new Mapped.Fan(calls, conflationKey);
    }

    private Mapped command(SinkRecord record) {
        if (record.value() == null) {
            return tombstones == TombstoneBehavior.EMPTY ? NOTHING : tombstone(record, false);
        }
        List<Operation> calls;
        try {
            calls = Commands.read(values.tree(record.valueSchema(), record.value()), () -> operations.hub(record));
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_OPERATION_INVALID, "the value is " + e.getMessage() + ", so it is no command", e);
        }
        if (calls.isEmpty()) {
            return NOTHING;
        }
        boolean plain = calls.size() == 1 && !calls.get(0).kind().isQuestion();
        return plain ? new Mapped.Send(calls.get(0), null) : run(new Sequence(calls));
    }

    /** A plan whose first call cannot be made fails when its turn comes, in a way that it may have foreseen. */
    private static Mapped run(Plan plan) {
        Operation first;
        try {
            first = plan.call();
        } catch (IllegalArgumentException | WebPubSubException e) {
            first = null;
        }
        return new Mapped.Run(plan, first);
    }

    private Mapped tombstone(SinkRecord record, boolean byTarget) {
        return switch (tombstones) {
            case SKIP, EMPTY -> TOMBSTONE;
            case OPERATION -> tombstoneOperation == null
                    ? TOMBSTONE
                    : new Mapped.Send(operations.operation(record, tombstoneOperation, byTarget), null);
            case FAIL -> new Mapped.Bad(new WebPubSubException(
                    ErrorCode.RECORD_TOMBSTONE, "the record has no value and tombstone.behavior=fail"));
        };
    }

    private static @Nullable TemplateRenderer renderer(
            Option<String> option, @Nullable Template template, PayloadOptions payload) {
        return template == null ? null : new TemplateRenderer(option.key(), template, payload.headerTypes());
    }
}
