package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.door.PlainDoor;
import io.github.kafkaconnect.webpubsub.stack.JavaProgram;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import java.time.Duration;
import java.util.Map;

/** Starts the plain doors, with the same options of the JVM as the worker: 1 GB of heap, everything else as it is. */
final class Programs {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String READY = "READY port=";

    private Programs() {}

    static Door plain(Rig rig, String topic) {
        return start(PlainDoor.to(rig.kafka().bootstrap(), topic));
    }

    static Door bare() {
        return start(Map.of());
    }

    private static Door start(Map<String, String> properties) {
        JavaProgram program = JavaProgram.start("plain-door", PlainDoor.class.getName(), Jvm.FULL, properties);
        int port = Integer.parseInt(program.awaitReady(LIMIT).substring(READY.length()));
        return new Door(program.process(), port, () -> {
            program.process().kill();
            program.close();
        });
    }
}
