package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link Stack} per release for all end-to-end tests of this JVM, started by the first test that asks for it and
 * stopped after the last test of all. A class extended with {@link Provider} gets them as a parameter:
 *
 * <pre>{@code
 * void works(KafkaVersion version, SharedStacks stacks) {
 *     Stack stack = stacks.of(version);
 * }}</pre>
 */
final class SharedStacks implements AutoCloseable {

    private final Map<KafkaVersion, Stack> stacks = new EnumMap<>(KafkaVersion.class);

    synchronized Stack of(KafkaVersion version) {
        return stacks.computeIfAbsent(version, Stack::start);
    }

    @Override
    public synchronized void close() {
        stacks.values().forEach(Stack::close);
        stacks.clear();
    }

    /** Gives tests the shared stacks as a parameter. */
    static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedStacks.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(SharedStacks.class))
                    .getOrComputeIfAbsent(SharedStacks.class);
        }
    }
}
