package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Asks whether the service is well. Changes nothing.
 *
 * @param hub whose lane it takes; the service is asked as a whole
 */
public record CheckHealth(Hub hub) implements Operation {
    @Override
    public Kind kind() {
        return Kind.GET_SERVICE_STATUS;
    }

    @Override
    public Target target() {
        return new Target(hub, Target.Kind.ALL, "");
    }
}
