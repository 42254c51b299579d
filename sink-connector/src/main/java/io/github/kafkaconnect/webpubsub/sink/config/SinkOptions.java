package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ConfigSpec;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import org.apache.kafka.common.config.types.Password;

/** Every option of the sink. Rules that join several options are in {@link SinkConfigCheck}. */
public final class SinkOptions {
    public static final Option<Password> CONNECTION_STRING = Option.secret(
                    "webpubsub.connection.string",
                    "Connection string of the Web PubSub resource. Give this, or webpubsub.endpoint with"
                            + " webpubsub.access.key or webpubsub.entra.credential.")
            .optional()
            .high()
            .example("Endpoint=https://demo.webpubsub.azure.com;AccessKey=<key>;Version=1.0;")
            .check(OptionChecks::connectionString)
            .visible(Visibility::ofConnectionString);

    public static final Option<Password> CONNECTION_STRING_SECONDARY = Option.secret(
                    "webpubsub.connection.string.secondary",
                    "Connection string with the resource's other key, used when the service refuses the first (401),"
                            + " so that keys can be rotated without a stop.")
            .optional()
            .check(OptionChecks::connectionString)
            .visible(Visibility::ofConnectionString);

    public static final Option<String> ENDPOINT = Option.text(
                    "webpubsub.endpoint",
                    "Endpoint of the Web PubSub resource, together with webpubsub.access.key or webpubsub.entra.credential. http sends tokens and"
                            + " messages unencrypted and is meant for an emulator on this machine.")
            .optional()
            .high()
            .example("https://demo.webpubsub.azure.com")
            .check(OptionChecks::endpoint)
            .visible(Visibility::ofEndpoint);

    public static final Option<Password> ACCESS_KEY = Option.secret(
                    "webpubsub.access.key", "Access key of the resource at webpubsub.endpoint; it signs every request.")
            .optional()
            .high()
            .check(OptionChecks::accessKey)
            .visible(Visibility::ofKey);

    public static final Option<Password> ACCESS_KEY_SECONDARY = Option.secret(
                    "webpubsub.access.key.secondary",
                    "The resource's other access key, used when the service refuses the first (401).")
            .optional()
            .check(OptionChecks::accessKey)
            .visible(Visibility::ofKey);

    public static final Option<String> HUB = Option.text(
                    "webpubsub.hub",
                    "Hub that records are sent to; a template. A letter, then up to 127 letters, digits and the marks underscore,"
                            + " backtick, comma, dot and square brackets.")
            .high()
            .example("chat")
            .check(OptionChecks::hub);

    public static final Option<Target.Kind> TARGET = Option.choice(
                    "webpubsub.target",
                    Target.Kind.class,
                    "Who gets a record with operation=send: all connections of the hub, those in a group, those of a user, or one"
                            + " connection.")
            .optional()
            .high()
            .example("group")
            .visible(Visibility::ofTarget);

    public static final Option<String> TARGET_NAME = Option.text(
                    "webpubsub.target.name",
                    "Name of the group, user or connection; a template over ${topic}, ${partition}, ${offset},"
                            + " ${timestamp}, ${key}, ${key.field}, ${value.field}, ${header.name}, ${ce.attribute}. ${value.room|lobby}"
                            + " has a default, ${header['a b']} a quoted name, $$ is one $. A placeholder alone that stands for a list sends to each of"
                            + " its elements. Not with webpubsub.target=all.")
            .optional()
            .high()
            .example("${key}")
            .check(OptionChecks::template)
            .visible(Visibility::ofTargetName);

    public static final Option<TargetList> TARGET_LIST = Option.choice(
                    "webpubsub.target.list",
                    TargetList.class,
                    "What a name that stands for a list means: each sends to every element, each in its own order; filter makes one send"
                            + " to the whole hub with an OData filter that only they meet, in the order and at the rate of the hub.")
            .defaultTo(TargetList.EACH)
            .low()
            .visible(Visibility::ofTargetName);

    public static final Option<String> API_VERSION = Option.text(
                    "webpubsub.api.version", "Version of the data-plane REST API that requests ask for.")
            .defaultTo(ServiceLimits.API_VERSION)
            .low()
            .check(OptionChecks::apiVersion);

    public static final Option<String> REVERSE_PROXY_ENDPOINT = Option.text(
                    "webpubsub.reverse.proxy.endpoint",
                    "Where requests go instead of the endpoint, for a reverse proxy that passes path and query on"
                            + " unchanged; may have a base path. Tokens are still made for the endpoint.")
            .optional()
            .low()
            .example("https://gateway.example/webpubsub")
            .check(OptionChecks::proxyEndpoint);

    public static final Option<PayloadFormat> PAYLOAD_FORMAT = Option.choice(
                    "payload.format",
                    PayloadFormat.class,
                    "What a value becomes: auto makes text of a String, binary of bytes, JSON of everything else; text,"
                            + " json and binary force it. A String or bytes forced to json must hold one JSON text.")
            .defaultTo(PayloadFormat.AUTO)
            .visible(Visibility::ofPayload);

    public static final Option<Boolean> PAYLOAD_CLOUDEVENTS = Option.flag(
                    "payload.cloudevents",
                    "Whether records are CloudEvents, in binary mode (headers ce_…) or structured mode (one JSON text, content-type"
                            + " application/cloudevents+json). Then ${ce.subject} is an attribute, ${value.field} a field of JSON"
                            + " data, and with payload.format=auto the data is sent as its content type says. Needs"
                            + " ByteArrayConverter or StringConverter for values, and StringConverter for headers.")
            .defaultTo(false);

    public static final Option<DecimalForm> PAYLOAD_DECIMAL = Option.choice(
                    "payload.decimal",
                    DecimalForm.class,
                    "How JSON holds a Decimal: as a number, which JavaScript rounds, or as a string with all digits.")
            .defaultTo(DecimalForm.NUMBER)
            .visible(Visibility::ofDecimal);

    public static final Option<HeaderTypes> HEADER_TYPES = Option.choice(
                    "header.types",
                    HeaderTypes.class,
                    "strict refuses a header in a template that is not a string, because Connect's default header"
                            + " converter turns 007 into 7; set header.converter to StringConverter. lenient takes it.")
            .defaultTo(HeaderTypes.STRICT);

    public static final Option<TombstoneBehavior> TOMBSTONE_BEHAVIOR = Option.choice(
                    "tombstone.behavior",
                    TombstoneBehavior.class,
                    "What happens to a record without a value where a call needs one: skip sends nothing and counts it, empty sends an"
                            + " empty message (null where all payloads are JSON, with payload.format=json, payload.fields, payload.envelope or"
                            + " payload.stamp), operation makes the call that tombstone.operation"
                            + " names, fail makes it errant.")
            .defaultTo(TombstoneBehavior.SKIP)
            .visible(Visibility::ofPayload);

    public static final Option<String> TOMBSTONE_OPERATION = Option.text(
                    "tombstone.operation",
                    "Call that a record without a value asks for, with tombstone.behavior=operation: one that sends nothing, such as"
                            + " closeUserConnections. webpubsub.target.name names what it is about where it fits webpubsub.target.")
            .optional()
            .example("removeUserFromAllGroups")
            .check(OptionChecks::tombstoneOperation)
            .visible(Visibility::ofTombstoneOperation);

    static final OptionGroup PAYLOAD = OptionGroup.of(
            "Payload",
            PAYLOAD_FORMAT,
            PAYLOAD_CLOUDEVENTS,
            PAYLOAD_DECIMAL,
            ShapeOptions.FIELDS,
            ShapeOptions.ENVELOPE,
            ShapeOptions.STAMP,
            HEADER_TYPES,
            TOMBSTONE_BEHAVIOR,
            TOMBSTONE_OPERATION);

    public static final ConfigSpec SPEC = new ConfigSpec(
            OptionGroup.of(
                    "Service",
                    CONNECTION_STRING,
                    CONNECTION_STRING_SECONDARY,
                    ENDPOINT,
                    ACCESS_KEY,
                    ACCESS_KEY_SECONDARY,
                    HUB,
                    TARGET,
                    TARGET_NAME,
                    TARGET_LIST,
                    API_VERSION,
                    REVERSE_PROXY_ENDPOINT),
            EntraOptions.GROUP,
            OperationOptions.GROUP,
            WorkflowOptions.GROUP,
            PAYLOAD,
            MetadataOptions.GROUP,
            DeliveryOptions.GROUP,
            RetryOptions.GROUP,
            LiveOptions.GROUP,
            OutcomeOptions.GROUP,
            ConnectionOptions.GROUP,
            ProxyOptions.GROUP,
            SslOptions.GROUP);

    /** Set by the connector in each task's properties, from 0; not an option. */
    public static final String TASK_INDEX = "webpubsub.task.index";

    private SinkOptions() {}
}
