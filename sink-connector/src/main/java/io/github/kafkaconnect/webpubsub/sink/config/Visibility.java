package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.ParameterTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;

/**
 * When a user interface shows an option: hidden is what {@link OperationConfigCheck} and {@link SinkConfigCheck} call meaningless, or
 * what no record can use. Where the records say what they ask for, everything may be used.
 *
 * @param given values by key, as ConfigDef parses them; one that cannot be parsed is absent
 */
record Visibility(Map<String, Object> given) {

    /** The option of a parameter, where the operation takes it. */
    static Predicate<Map<String, Object>> ofParameter(Parameter parameter) {
        return given -> new Visibility(given).used().contains(parameter);
    }

    /** Not beside a workflow, which takes the operation's place for every record. */
    static boolean ofOperation(Map<String, Object> given) {
        return !new Visibility(given).isWorkflow();
    }

    static boolean ofTarget(Map<String, Object> given) {
        Visibility visibility = new Visibility(given);
        return visibility.isOpen()
                || (!visibility.isWorkflow()
                        && visibility.text(OperationOptions.OPERATION).equals(OperationOptions.SEND));
    }

    static boolean ofTargetName(Map<String, Object> given) {
        return ofTarget(given)
                && !new Visibility(given).text(SinkOptions.TARGET).equalsIgnoreCase("all");
    }

    /** Where a record's value may become a message. */
    static boolean ofPayload(Map<String, Object> given) {
        Visibility visibility = new Visibility(given);
        return visibility.isOpen()
                || visibility.isWorkflow()
                || visibility.operation().map(Operation.Kind::isSend).orElse(true);
    }

    /** CloudEvents have a text or bytes as value, in which there is no Decimal. */
    static boolean ofDecimal(Map<String, Object> given) {
        return ofPayload(given)
                && !new Visibility(given).text(SinkOptions.PAYLOAD_CLOUDEVENTS).equals("true");
    }

    static boolean ofTombstoneOperation(Map<String, Object> given) {
        return ofPayload(given)
                && new Visibility(given).text(SinkOptions.TOMBSTONE_BEHAVIOR).equalsIgnoreCase("operation");
    }

    static boolean ofConnectionString(Map<String, Object> given) {
        Visibility visibility = new Visibility(given);
        return visibility.has(SinkOptions.CONNECTION_STRING)
                || (!visibility.has(SinkOptions.ENDPOINT)
                        && !visibility.has(SinkOptions.ACCESS_KEY)
                        && !visibility.has(EntraOptions.CREDENTIAL));
    }

    static boolean ofKey(Map<String, Object> given) {
        return ofEndpoint(given) && !new Visibility(given).has(EntraOptions.CREDENTIAL);
    }

    /** What the identity's credential needs or takes. */
    static boolean ofIdentity(Option<?> option, Map<String, Object> given) {
        return EntraOptions.credential(new Visibility(given).text(EntraOptions.CREDENTIAL))
                .filter(credential -> EntraOptions.needed(credential).contains(option)
                        || EntraOptions.allowed(credential).contains(option))
                .isPresent();
    }

    static boolean ofEndpoint(Map<String, Object> given) {
        return !new Visibility(given).has(SinkOptions.CONNECTION_STRING);
    }

    /** What means something beside another option only. */
    static boolean isGiven(Option<?> other, Map<String, Object> given) {
        return new Visibility(given).has(other);
    }

    /** Certificates in a PEM file have no password, unlike a key. */
    static boolean ofTruststorePassword(Map<String, Object> given) {
        return isGiven(SslOptions.TRUSTSTORE_LOCATION, given)
                && !new Visibility(given).text(SslOptions.TRUSTSTORE_TYPE).equalsIgnoreCase("pem");
    }

    static boolean ofOutcomes(Map<String, Object> given) {
        return new Visibility(given).has(OutcomeOptions.TOPIC);
    }

    /** What is done with records that wait for each other. */
    static boolean ofWaiting(Map<String, Object> given) {
        return !new Visibility(given).text(DeliveryOptions.ORDERING).equalsIgnoreCase("none");
    }

    static boolean ofFolding(Map<String, Object> given) {
        return ofWaiting(given)
                && !new Visibility(given).text(LiveOptions.FOLDING_MAX_RECORDS).equals("1");
    }

    static boolean ofLateness(Map<String, Object> given) {
        return !new Visibility(given).text(LiveOptions.RECORD_MAX_AGE_MS).equals("0");
    }

    private Set<Parameter> used() {
        Set<Parameter> used = EnumSet.noneOf(Parameter.class);
        String operation = text(OperationOptions.OPERATION);
        if (isOpen()) {
            used.addAll(EnumSet.allOf(Parameter.class));
        } else if (!isWorkflow() && operation.equals(OperationOptions.SEND)) {
            sendKind()
                    .ifPresentOrElse(
                            kind -> used.addAll(ParameterTable.optional(kind)),
                            () -> used.addAll(Set.of(Parameter.FILTER, Parameter.EXCLUDED)));
            Operation.Kind.named(text(SinkOptions.TOMBSTONE_OPERATION)).ifPresent(kind -> addAll(used, kind));
        } else if (!isWorkflow()) {
            operation().ifPresent(kind -> addAll(used, kind));
        }
        return used;
    }

    private static void addAll(Set<Parameter> used, Operation.Kind kind) {
        used.addAll(ParameterTable.needed(kind));
        used.addAll(ParameterTable.optional(kind));
    }

    /** Whether each record says what it asks for. */
    private boolean isOpen() {
        String workflow = text(WorkflowOptions.WORKFLOW);
        return isTemplate(workflow) || (workflow.isEmpty() && isTemplate(text(OperationOptions.OPERATION)));
    }

    /** Whether every record runs the same workflow. */
    private boolean isWorkflow() {
        return has(WorkflowOptions.WORKFLOW) && !isOpen();
    }

    private static boolean isTemplate(String text) {
        return text.indexOf('$') >= 0;
    }

    private Optional<Operation.Kind> operation() {
        return Operation.Kind.named(text(OperationOptions.OPERATION));
    }

    private Optional<Operation.Kind> sendKind() {
        String target = text(SinkOptions.TARGET).toLowerCase(Locale.ROOT);
        return target.isEmpty()
                ? Optional.empty()
                : Operation.Kind.named(
                        "sendTo" + target.substring(0, 1).toUpperCase(Locale.ROOT) + target.substring(1));
    }

    private boolean has(Option<?> option) {
        return !text(option).isEmpty();
    }

    private String text(Option<?> option) {
        Object value = given.get(option.key());
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value instanceof Password secret
                ? secret.value().trim()
                : value.toString().trim();
    }
}
