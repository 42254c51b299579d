package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    @Test
    void runsOnNamedDaemonsWithTheClassLoaderOfThePlugin() throws InterruptedException {
        try (EventLoops loops = new EventLoops("webpubsub-names-0", 2)) {
            loops.next().submit(() -> {}).sync();
            loops.next().submit(() -> {}).sync();
            loops.lookups().execute(() -> {});

            List<Thread> threads = threads("webpubsub-names-0");

            assertThat(threads)
                    .extracting(Thread::getName)
                    .contains("webpubsub-names-0-io-0", "webpubsub-names-0-io-1", "webpubsub-names-0-dns-0");
            assertThat(threads).allMatch(Thread::isDaemon);
            assertThat(threads)
                    .extracting(Thread::getContextClassLoader)
                    .containsOnly(EventLoops.class.getClassLoader());
        }
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        EventLoops loops = new EventLoops("webpubsub-leak-0", 2);
        loops.next().submit(() -> {}).sync();
        loops.lookups().execute(() -> {});

        loops.close();
        loops.close();

        await().until(() -> threads("webpubsub-leak-0").isEmpty());
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }
}
