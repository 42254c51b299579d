package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Arguments;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationFactory;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.ParameterTable;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ParameterOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.TargetList;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decides which call a record means, and fills its arguments in from templates. Immutable. */
final class OperationMapper {
    private static final Map<Operation.Kind, Parameter> SUBJECTS = subjects();

    private final OperationOptions options;
    private final TemplateRenderer hubs;
    private final TemplateRenderer operations;
    private final TemplateRenderer sendNames;
    private final Map<Parameter, List<TemplateRenderer>> parameters = new EnumMap<>(Parameter.class);
    private final @Nullable TemplateRenderer timesToLive;
    private final MetadataMapper metadata;
    private final Function<SinkRecord, Payload> payloads;
    private final Payload empty;
    private final Operation.@Nullable Kind tombstones;
    private final @Nullable Hub onlyHub;
    private final @Nullable String onlyName;
    private final Operation.@Nullable Kind onlyKind;

    /**
     * What a send has besides its target.
     *
     * @param payloads of records with a value
     * @param empty of records without
     * @param timesToLive null when sends say nothing of it
     * @param tombstones the call that records without a value ask for instead of it; null for none
     */
    record Message(
            Function<SinkRecord, Payload> payloads,
            Payload empty,
            MetadataMapper metadata,
            @Nullable TemplateRenderer timesToLive,
            Operation.@Nullable Kind tombstones) {}

    OperationMapper(OperationOptions options, Message message, HeaderTypes types) {
        this.options = options;
        this.tombstones = message.tombstones();
        this.timesToLive = message.timesToLive();
        this.metadata = message.metadata();
        this.payloads = message.payloads();
        this.empty = message.empty();
        this.hubs = new TemplateRenderer(SinkOptions.HUB.key(), options.hub(), types);
        this.operations = new TemplateRenderer(OperationOptions.OPERATION.key(), options.operation(), types);
        this.sendNames = new TemplateRenderer(SinkOptions.TARGET_NAME.key(), options.sendName(), types);
        options.templates()
                .forEach((parameter, templates) -> parameters.put(
                        parameter,
                        templates.stream()
                                .map(template -> renderer(parameter, template, types))
                                .toList()));
        this.onlyHub = options.hub().isLiteral() ? new Hub(options.hub().literalText()) : null;
        this.onlyName = options.operation().isLiteral() ? options.operation().literalText() : null;
        this.onlyKind = onlyName == null ? null : options.kind(onlyName).orElse(null);
    }

    private static TemplateRenderer renderer(Parameter parameter, Template template, HeaderTypes types) {
        return new TemplateRenderer(
                ParameterOptions.label(parameter),
                template,
                types,
                switch (parameter) {
                    case FILTER -> OperationMapper::quoted;
                    case ROLES -> template.parts().size() == 1 ? Function.identity() : OperationMapper::partOfARole;
                    default -> Function.identity();
                });
    }

    /** What completes the name of a role must not widen it: to the groups of a pattern, or, being empty, to all. */
    private static String partOfARole(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c == '*' || c == '?' || c == '\\')) {
            throw new IllegalArgumentException(
                    OperationOptions.ROLES.key() + " has a part that is empty or holds a wildcard or a backslash");
        }
        return text;
    }

    /** In an OData text a quote is written twice. */
    static String quoted(String text) {
        return text.replace("'", "''");
    }

    /** What a record asks for: {@code send}, {@code command} or the name of a call. */
    String name(SinkRecord record) {
        return onlyName != null ? onlyName : operations.render(record);
    }

    /** @throws WebPubSubException RECORD_OPERATION_INVALID when there is no such call */
    Operation.Kind kind(String name) {
        if (onlyKind != null) {
            return onlyKind;
        }
        return options.kind(name)
                .orElseThrow(() -> new WebPubSubException(
                        ErrorCode.RECORD_OPERATION_INVALID,
                        OperationOptions.OPERATION.key() + " yields the name of no operation, or send without "
                                + SinkOptions.TARGET.key()));
    }

    Hub hub(SinkRecord record) {
        return onlyHub != null ? onlyHub : name(hubs, record, Hub::new);
    }

    /** @param byTarget whether webpubsub.target.name names what the call is about */
    Operation operation(SinkRecord record, Operation.Kind kind, boolean byTarget) {
        return OperationFactory.make(kind, hub(record), new Rendered(record, kind, byTarget, null));
    }

    /** One call for each target that the record names, in the order in which it names them, and each target once. */
    List<Operation> operations(SinkRecord record, Operation.Kind kind, boolean byTarget) {
        Parameter subject = SUBJECTS.get(kind);
        TemplateRenderer renderer = subject == null ? null : renderer(subject, byTarget);
        if (subject == null || renderer == null || !renderer.mayYieldList()) {
            return List.of(operation(record, kind, byTarget));
        }
        Hub hub = hub(record);
        Payload payload = kind.isSend() ? payload(record) : null;
        List<String> names = renderer.renderEach(record).stream().distinct().toList();
        if (payload != null && !names.isEmpty() && options.targetList() == TargetList.FILTER) {
            String filter = ListFilter.of(subject, names, text(Parameter.FILTER, record));
            return List.of(OperationFactory.make(
                    Operation.Kind.SEND_TO_ALL,
                    hub,
                    new Rendered(
                            record,
                            Operation.Kind.SEND_TO_ALL,
                            false,
                            new Subject(Parameter.FILTER, filter, payload))));
        }
        return names.stream()
                .map(name -> OperationFactory.make(
                        kind, hub, new Rendered(record, kind, byTarget, new Subject(subject, name, payload))))
                .toList();
    }

    /** The one group, user or connection that a call is about, for calls about one alone. */
    private static Map<Operation.Kind, Parameter> subjects() {
        Map<Operation.Kind, Parameter> subjects = new EnumMap<>(Operation.Kind.class);
        for (Operation.Kind kind : Operation.Kind.values()) {
            Set<Parameter> needed = ParameterTable.needed(kind);
            if (needed.size() == 1) {
                subjects.put(kind, needed.iterator().next());
            }
        }
        return subjects;
    }

    private String text(Parameter parameter, SinkRecord record) {
        List<TemplateRenderer> renderers = parameters.get(parameter);
        return renderers == null ? "" : renderers.get(0).render(record);
    }

    private Payload payload(SinkRecord record) {
        return record.value() == null ? empty : payloads.apply(record);
    }

    /**
     * What one of several calls of a record is told that the record does not say in this form.
     *
     * @param payload what is sent to all of them; null when nothing is
     */
    private record Subject(Parameter parameter, String text, @Nullable Payload payload) {}

    private @Nullable TemplateRenderer renderer(Parameter parameter, boolean byTarget) {
        if (byTarget && parameter == options.sendParameter()) {
            return sendNames;
        }
        List<TemplateRenderer> renderers = parameters.get(parameter);
        return renderers == null || parameter.isList() ? null : renderers.get(0);
    }

    /** Arguments that are rendered when they are asked for. */
    private final class Rendered implements Arguments {
        private final SinkRecord record;
        private final Operation.Kind kind;
        private final boolean byTarget;
        private final @Nullable Subject subject;

        /** @param subject of the one call that this is for; null when it is to be rendered */
        Rendered(SinkRecord record, Operation.Kind kind, boolean byTarget, @Nullable Subject subject) {
            this.record = record;
            this.kind = kind;
            this.byTarget = byTarget;
            this.subject = subject;
        }

        @Override
        public @Nullable String value(Parameter parameter) {
            if (parameter == Parameter.MESSAGE_TTL) {
                return timesToLive == null ? null : timesToLive.render(record);
            }
            if (subject != null && parameter == subject.parameter()) {
                return subject.text();
            }
            TemplateRenderer renderer = renderer(parameter, byTarget);
            return renderer == null || isForOthers(parameter) ? null : renderer.render(record);
        }

        @Override
        public List<String> values(Parameter parameter) {
            List<TemplateRenderer> renderers = parameters.get(parameter);
            return renderers == null || isForOthers(parameter)
                    ? List.of()
                    : renderers.stream()
                            .map(renderer -> renderer.render(record))
                            .filter(text -> !text.isEmpty())
                            .toList();
        }

        /** Whether it is there for records without a value alone. */
        private boolean isForOthers(Parameter parameter) {
            return tombstones != null
                    && kind != tombstones
                    && ParameterTable.takes(tombstones, parameter)
                    && !ParameterTable.takes(kind, parameter);
        }

        @Override
        public Payload payload() {
            return subject != null && subject.payload() != null
                    ? subject.payload()
                    : OperationMapper.this.payload(record);
        }

        @Override
        public Metadata metadata() {
            return metadata.metadata(record);
        }

        @Override
        public String label(Parameter parameter) {
            return byTarget && isTarget(parameter) ? SinkOptions.TARGET_NAME.key() : ParameterOptions.label(parameter);
        }

        private boolean isTarget(Parameter parameter) {
            return parameter == options.sendParameter();
        }
    }

    static <T> T name(TemplateRenderer renderer, SinkRecord record, Function<String, T> type) {
        String text = renderer.render(record);
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_NAME_INVALID, renderer.option() + ": " + e.getMessage(), e);
        }
    }
}
