package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionId;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.common.protocol.UserId;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.MessageTtl;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.TargetOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.TombstoneBehavior;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decides what one record asks of the service. Immutable, but for the task's thread alone by custom. */
public final class RecordMapper {
    /** What an array adds to its only element. */
    private static final int BRACKETS = 2;

    private static final Mapped TOMBSTONE = new Mapped.Skip(Mapped.Reason.TOMBSTONE);

    private final Target.Kind kind;
    private final TemplateRenderer hubs;
    private final TemplateRenderer names;
    private final PayloadEncoder payloads;
    private final @Nullable TemplateRenderer conflationKeys;
    private final @Nullable TemplateRenderer timesToLive;
    private final TombstoneBehavior tombstones;
    private final @Nullable Hub onlyHub;

    public RecordMapper(TargetOptions target, PayloadOptions payload, LiveOptions live) {
        this.kind = target.kind();
        this.hubs = new TemplateRenderer(SinkOptions.HUB.key(), target.hub(), payload.headerTypes());
        this.names = new TemplateRenderer(SinkOptions.TARGET_NAME.key(), target.name(), payload.headerTypes());
        this.payloads = new PayloadEncoder(
                payload.format(),
                payload.decimal(),
                live.folding().isOn()
                        ? ServiceLimits.SEND_BODY_MAX_BYTES - BRACKETS
                        : ServiceLimits.SEND_BODY_MAX_BYTES);
        this.conflationKeys = renderer(LiveOptions.CONFLATION_KEY, live.conflationKey(), payload);
        this.timesToLive = renderer(LiveOptions.MESSAGE_TTL_SECONDS, live.messageTtl(), payload);
        this.tombstones = payload.tombstones();
        this.onlyHub = target.hub().isLiteral() ? new Hub(target.hub().literalText()) : null;
    }

    /** Never throws for a record's fault; a record whose value is null is a tombstone whatever its target. */
    public Mapped map(SinkRecord record) {
        if (record.value() == null) {
            return tombstone();
        }
        try {
            return new Mapped.Send(operation(record), conflationKeys == null ? null : conflationKeys.render(record));
        } catch (WebPubSubException e) {
            return new Mapped.Bad(e);
        }
    }

    private Mapped tombstone() {
        return switch (tombstones) {
            case SKIP -> TOMBSTONE;
            case FAIL -> new Mapped.Bad(new WebPubSubException(
                    ErrorCode.RECORD_TOMBSTONE, "the record has no value and tombstone.behavior=fail"));
        };
    }

    private Operation operation(SinkRecord record) {
        Hub hub = onlyHub != null ? onlyHub : name(hubs, record, Hub::new);
        SendOptions options = timesToLive == null ? SendOptions.NONE : options(timesToLive, record);
        return switch (kind) {
            case ALL -> new Operation.SendToAll(hub, payload(record), options);
            case GROUP -> new Operation.SendToGroup(hub, name(names, record, GroupName::new), payload(record), options);
            case USER -> new Operation.SendToUser(hub, name(names, record, UserId::new), payload(record), options);
            case CONNECTION -> new Operation.SendToConnection(
                    hub, name(names, record, ConnectionId::new), payload(record), options);
        };
    }

    private static SendOptions options(TemplateRenderer timesToLive, SinkRecord record) {
        return new SendOptions(name(timesToLive, record, MessageTtl::parse), List.of(), "");
    }

    private static @Nullable TemplateRenderer renderer(
            Option<String> option, @Nullable Template template, PayloadOptions payload) {
        return template == null ? null : new TemplateRenderer(option.key(), template, payload.headerTypes());
    }

    private Payload payload(SinkRecord record) {
        return payloads.encode(record.valueSchema(), record.value());
    }

    private static <T> T name(TemplateRenderer renderer, SinkRecord record, Function<String, T> type) {
        String text = renderer.render(record);
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_NAME_INVALID, renderer.option() + ": " + e.getMessage(), e);
        }
    }
}
