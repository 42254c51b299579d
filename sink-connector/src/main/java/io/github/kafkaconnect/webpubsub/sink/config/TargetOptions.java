package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;

/**
 * To whom records go.
 *
 * @param name of the group, user or connection; without parts when all are meant
 */
public record TargetOptions(Template hub, Target.Kind kind, Template name) {
    /** Expects a configuration that {@link SinkConfigCheck} has no problem with. */
    public static TargetOptions from(ParsedConfig config) {
        return new TargetOptions(
                Template.parse(config.get(SinkOptions.HUB)),
                config.get(SinkOptions.TARGET),
                Template.parse(config.find(SinkOptions.TARGET_NAME).orElse("")));
    }
}
