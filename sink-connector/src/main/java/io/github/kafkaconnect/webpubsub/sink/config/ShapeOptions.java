package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a payload is put together when it is not simply the value; it is JSON then.
 *
 * @param fields what of the value is sent; empty for all of it
 * @param envelope null when nothing surrounds the value
 * @param stamp name of the member with the record's coordinates; null when there is none
 */
public record ShapeOptions(List<ProjectedField> fields, @Nullable Envelope envelope, @Nullable String stamp) {
    public static final Option<List<String>> FIELDS = Option.list(
                    "payload.fields",
                    "Fields of the value that are sent, as a JSON object with these members in this order: user.id becomes the member"
                            + " id, user.id:userId the member userId, ['a b'].c quotes names. Null stays null. A field that is"
                            + " absent makes the record errant; with nick? it is left out, and room|lobby has a text as default"
                            + " for what is absent or null. Text or bytes need payload.format=json and must hold JSON.")
            .optional()
            .example("user.id:userId,text,nick?")
            .check(OptionChecks::projectedFields);

    public static final Option<String> ENVELOPE = Option.text(
                    "payload.envelope",
                    "JSON document that is sent, whose strings are templates. A string that is nothing but a placeholder becomes what"
                            + " that names with its type: the whole value (what payload.fields makes of it) for ${value}, an object, number,"
                            + " boolean or null for ${value.field}; a string with text around stays a string. A default is a text, for"
                            + " what is absent or null; without one, what is absent makes the record errant. ${headers} becomes an"
                            + " object of all headers, the last of each name, as they come. With payload.format=json, text and"
                            + " bytes are read as JSON, otherwise they become strings, bytes in base64.")
            .optional()
            .example("{\"room\":\"${key}\",\"offset\":\"${offset}\",\"data\":\"${value}\"}")
            .check(OptionChecks::envelope);

    public static final Option<String> STAMP = Option.text(
                    "payload.stamp",
                    "Name of a member {\"topic\":…,\"partition\":…,\"offset\":…} that is added at the end of a payload that is a JSON"
                            + " object, so that clients can drop what they get twice. A payload that is none, or that has a member"
                            + " of this name, makes the record errant. Text or bytes need payload.format=json.")
            .optional()
            .example("_kafka")
            .check(OptionChecks::stamp);

    public ShapeOptions {
        fields = List.copyOf(fields);
    }

    static ShapeOptions from(ParsedConfig config) {
        return new ShapeOptions(
                ProjectedField.parse(config.find(FIELDS).orElse(List.of())),
                given(config, ENVELOPE).map(Envelope::parse).orElse(null),
                given(config, STAMP).map(String::trim).orElse(null));
    }

    private static Optional<String> given(ParsedConfig config, Option<String> option) {
        return config.find(option).filter(Predicate.not(String::isBlank));
    }

    /** Whether a payload is more or less than the value. */
    public boolean isOn() {
        return envelope != null || stamp != null || !fields.isEmpty();
    }
}
