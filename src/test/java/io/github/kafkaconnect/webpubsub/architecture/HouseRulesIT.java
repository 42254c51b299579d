package io.github.kafkaconnect.webpubsub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.github.kafkaconnect.webpubsub.architecture.House.ROOT;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.junit.jupiter.api.Test;

/** What no main code may do, and what to do instead. */
class HouseRulesIT {
    @Test
    void nobodySleeps() {
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("waiting is a timer of the engine or of the event loop"));
    }

    @Test
    void threadsAreMadeInTwoPlacesOnly() {
        check(
                noClasses()
                        .that()
                        .doNotHaveSimpleName("NamedThreads")
                        .and()
                        .doNotHaveSimpleName("EventLoops")
                        .should()
                        .callConstructor(Thread.class, Runnable.class, String.class)
                        .orShould()
                        .callConstructor(Thread.class, Runnable.class)
                        .because(
                                "threads need names, the daemon flag and the plugin's class loader; use NamedThreads or EventLoops"));
    }

    @Test
    void pureRoomsReadNoClockAndDrawNoRandom() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "common.delivery..",
                        ROOT + "common.protocol..",
                        ROOT + "sink.mapping..",
                        ROOT + "sink.workflow..",
                        ROOT + "source.mapping..",
                        ROOT + "source.policy..",
                        ROOT + "source.event..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..")
                .because("these rooms are pure; take the time, the random source or the text as an argument"));
    }

    @Test
    void recordsAreCountedByTheirOriginalCoordinates() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "sink.task..")
                        .should()
                        .callMethod(ConnectRecord.class, "topic")
                        .orShould()
                        .callMethod(ConnectRecord.class, "kafkaPartition")
                        .orShould()
                        .callMethod(org.apache.kafka.connect.sink.SinkRecord.class, "kafkaOffset")
                        .because(
                                "transforms rename topics; commits need originalTopic, originalKafkaPartition, originalKafkaOffset"));
    }

    @Test
    void nothingStaticIsMutable() {
        check(noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("connectors of one worker share their classes; keep state in objects"));
    }

    private static void check(ArchRule rule) {
        rule.check(House.CLASSES);
    }
}
