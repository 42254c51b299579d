package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call is told. */
public interface Arguments {
    /** The value of a parameter that has one value; null when it is not given. */
    @Nullable
    String value(Parameter parameter);

    /** The values of a parameter that may have several; empty when it is not given. */
    List<String> values(Parameter parameter);

    /** The message of a send. */
    Payload payload();

    /** What the message of a send carries besides. */
    Metadata metadata();

    /** What whoever gave the arguments calls a parameter, for messages. */
    String label(Parameter parameter);
}
