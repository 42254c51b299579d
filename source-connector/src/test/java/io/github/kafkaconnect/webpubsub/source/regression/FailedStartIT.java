package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task that failed late in its start kept its route and its clock: the port stayed taken, and events were let in that nobody polled. */
class FailedStartIT {
    @Test
    void aStartThatFailsLeavesNothingBehind() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=halfway,task=0");
        Stubborn stubborn = new Stubborn();
        server.registerMBean(stubborn, name);
        int port = TaskUnderTest.freePort();
        try {
            assertThatThrownBy(() -> TaskUnderTest.start(new ListenerRegistry(), port, "name", "halfway"))
                    .hasRootCauseMessage("not yet");
        } finally {
            stubborn.stays = false;
            server.unregisterMBean(name);
        }
        await().until(() -> isFree(port));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("webpubsub-halfway-0")));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The shape that JMX wants. */
    public interface StubbornMBean {}

    /** Has the name of the task's figures and does not give it away. */
    public static final class Stubborn implements StubbornMBean, MBeanRegistration {
        private boolean stays = true;

        @Override
        public @Nullable ObjectName preRegister(MBeanServer server, @Nullable ObjectName name) {
            return name;
        }

        @Override
        public void postRegister(Boolean done) {
            assertThat(done).isTrue();
        }

        @Override
        public void preDeregister() {
            if (stays) {
                throw new IllegalStateException("not yet");
            }
        }

        @Override
        public void postDeregister() {}
    }
}
