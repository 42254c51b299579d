package io.github.kafkaconnect.webpubsub.common.protocol;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that are at hand.
 *
 * @param texts what was given, without empty lists
 * @param message null when there is none
 * @param metadata of the message
 * @param labels what whoever gave them calls a parameter
 */
public record GivenArguments(
        Map<Parameter, List<String>> texts,
        @Nullable Payload message,
        Metadata metadata,
        Function<Parameter, String> labels)
        implements Arguments {
    @Override
    public @Nullable String value(Parameter parameter) {
        List<String> given = texts.get(parameter);
        return given == null ? null : given.get(0);
    }

    @Override
    public List<String> values(Parameter parameter) {
        return texts.getOrDefault(parameter, List.of());
    }

    /** @throws WebPubSubException PAYLOAD_TOO_LARGE */
    @Override
    public Payload payload() {
        if (message == null) {
            throw new IllegalArgumentException("there is no message to send");
        }
        int bytes = message.bytes().length;
        if (bytes > ServiceLimits.SEND_BODY_MAX_BYTES) {
            throw new WebPubSubException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "the payload has " + bytes + " bytes, the service takes " + ServiceLimits.SEND_BODY_MAX_BYTES);
        }
        return message;
    }

    @Override
    public String label(Parameter parameter) {
        return labels.apply(parameter);
    }
}
