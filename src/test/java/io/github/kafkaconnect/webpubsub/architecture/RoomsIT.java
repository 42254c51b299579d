package io.github.kafkaconnect.webpubsub.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.kafkaconnect.webpubsub.architecture.House.ROOT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rooms and arrows of the map in common/README.md. */
class RoomsIT {
    /** For each room, the rooms of ours that it may use besides itself and errors. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("common.errors", List.of()),
            Map.entry("common.config", List.of()),
            Map.entry("common.protocol", List.of()),
            Map.entry("common.delivery", List.of()),
            Map.entry("common.observe", List.of()),
            Map.entry("common.auth", List.of("common.protocol")),
            Map.entry("common.transport", List.of("common.observe")),
            Map.entry(
                    "common.client",
                    List.of("common.protocol", "common.delivery", "common.transport", "common.auth", "common.observe")),
            Map.entry("common.runtime", List.of("common.delivery", "common.observe")),
            Map.entry("sink.config", List.of("common.config", "common.protocol")),
            Map.entry("sink.workflow", List.of("common.config", "common.protocol", "common.delivery", "sink.config")),
            Map.entry("sink.mapping", List.of("common.config", "common.protocol", "sink.config", "sink.workflow")),
            Map.entry("sink.task", List.of("common", "sink")),
            Map.entry("sink.explain", List.of("common", "sink")),
            Map.entry("source.config", List.of("common.config", "common.protocol")),
            Map.entry("source.policy", List.of("common.config", "common.protocol", "source.config")),
            Map.entry("source.event", List.of("common.protocol")),
            Map.entry("source.handoff", List.of("common.protocol", "common.observe")),
            Map.entry(
                    "source.ingress",
                    List.of(
                            "common.transport",
                            "common.client",
                            "common.observe",
                            "source.event",
                            "source.handoff",
                            "common.protocol")),
            Map.entry("source.reply", List.of("common.protocol", "common.observe", "source.config", "source.handoff")),
            Map.entry("source.mapping", List.of("common.protocol", "source.config")),
            Map.entry("source.task", List.of("common", "source")));

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyWhatTheMapAllows() {
        return ARROWS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + entry.getKey() + "..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("io.github.kafkaconnect.webpubsub..")
                                .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                        resideInAnyPackage(allowed(entry.getKey(), entry.getValue())))))
                        .because(
                                "the map in common/README.md has no such arrow; move the class, or invert the call with an interface in"
                                        + " the room that needs it")
                        .allowEmptyShould(true)
                        .check(House.CLASSES)));
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + "(*.*)..")
                .should()
                .beFreeOfCycles()
                .because("two rooms that need each other are one room, or one of them needs an interface")
                .check(House.CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> vendorsStayInTheirRooms() {
        return Map.of(
                        "io.netty..", "common.transport",
                        "com.nimbusds..", "common.auth",
                        "com.azure..", "common.auth")
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + entry.getValue() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey())
                        .because("one vendor per room; use the room's own interface")
                        .check(House.CLASSES)));
    }

    @Test
    void cloudEventsStayInTheMappingRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "source.mapping..", ROOT + "sink.mapping..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cloudevents..")
                .because("only mapping speaks CloudEvents; hand over plain attributes")
                .check(House.CLASSES);
    }

    @Test
    void theCommonCoreKnowsNothingOfConnect() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "common..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.connect..")
                .because("common is driven by the connectors; pass plain values in")
                .check(House.CLASSES);
    }

    @Test
    void sinkAndSourceNeverMeet() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "sink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "source..")
                .because("each zip holds one of them; what both need belongs in common")
                .allowEmptyShould(true)
                .check(House.CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "sink..")
                .because("each zip holds one of them; what both need belongs in common")
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    private static String[] allowed(String room, List<String> others) {
        return Stream.concat(Stream.of(room, "common.errors"), others.stream())
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
    }

    @Test
    void theMapNamesEveryRoom() {
        List<String> missing = House.CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .filter(name -> name.contains("."))
                .map(name -> String.join(".", Arrays.asList(name.split("\\.")).subList(0, 2)))
                .distinct()
                .filter(name -> !ARROWS.containsKey(name))
                .toList();
        org.assertj.core.api.Assertions.assertThat(missing).isEmpty();
    }
}
