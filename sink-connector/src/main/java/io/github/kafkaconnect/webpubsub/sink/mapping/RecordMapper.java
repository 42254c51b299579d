package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.MessageTtl;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.TombstoneBehavior;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decides what one record asks of the service. Immutable, but for the task's thread alone by custom. */
public final class RecordMapper {
    /** What an array adds to its only element. */
    private static final int BRACKETS = 2;

    private static final Mapped TOMBSTONE = new Mapped.Skip(Mapped.Reason.TOMBSTONE);

    private final OperationMapper operations;
    private final PayloadEncoder payloads;
    private final @Nullable TemplateRenderer conflationKeys;
    private final @Nullable TemplateRenderer timesToLive;
    private final TombstoneBehavior tombstones;

    public RecordMapper(OperationOptions operation, PayloadOptions payload, LiveOptions live) {
        this.operations = new OperationMapper(operation, payload.headerTypes());
        this.payloads = new PayloadEncoder(
                payload.format(),
                payload.decimal(),
                live.folding().isOn()
                        ? ServiceLimits.SEND_BODY_MAX_BYTES - BRACKETS
                        : ServiceLimits.SEND_BODY_MAX_BYTES);
        this.conflationKeys = renderer(LiveOptions.CONFLATION_KEY, live.conflationKey(), payload);
        this.timesToLive = renderer(LiveOptions.MESSAGE_TTL_SECONDS, live.messageTtl(), payload);
        this.tombstones = payload.tombstones();
    }

    /** Never throws for a record's fault. Only a send needs a value; a record without one is a tombstone then, whatever its target. */
    public Mapped map(SinkRecord record) {
        try {
            OperationMapper.Call call = operations.call(record);
            if (!call.kind().isSend()) {
                return new Mapped.Send(call.operation(), null);
            } else if (record.value() == null) {
                return tombstone();
            }
            return new Mapped.Send(send(call, record), conflationKeys == null ? null : conflationKeys.render(record));
        } catch (WebPubSubException e) {
            return new Mapped.Bad(e);
        } catch (IllegalArgumentException e) {
            return new Mapped.Bad(new WebPubSubException(
                    ErrorCode.RECORD_NAME_INVALID, "the operation cannot be made: " + e.getMessage(), e));
        }
    }

    private Mapped tombstone() {
        return switch (tombstones) {
            case SKIP -> TOMBSTONE;
            case FAIL -> new Mapped.Bad(new WebPubSubException(
                    ErrorCode.RECORD_TOMBSTONE, "the record has no value and tombstone.behavior=fail"));
        };
    }

    private Operation.Send send(OperationMapper.Call call, SinkRecord record) {
        SendOptions options = call.sendOptions(
                timesToLive == null ? 0 : OperationMapper.name(timesToLive, record, MessageTtl::parse));
        Hub hub = call.hub();
        return switch (call.kind()) {
            case SEND_TO_ALL -> new Operation.SendToAll(hub, payload(record), options);
            case SEND_TO_GROUP -> new Operation.SendToGroup(hub, call.group(), payload(record), options);
            case SEND_TO_USER -> new Operation.SendToUser(hub, call.user(), payload(record), options);
            case SEND_TO_CONNECTION -> new Operation.SendToConnection(hub, call.connection(), payload(record), options);
            default -> throw new IllegalStateException(call.kind() + " is no send");
        };
    }

    private static @Nullable TemplateRenderer renderer(
            Option<String> option, @Nullable Template template, PayloadOptions payload) {
        return template == null ? null : new TemplateRenderer(option.key(), template, payload.headerTypes());
    }

    private Payload payload(SinkRecord record) {
        return payloads.encode(record.valueSchema(), record.value());
    }
}
