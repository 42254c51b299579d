package io.github.kafkaconnect.webpubsub.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class EmulatorIndependenceTest {
    private static final String ROOT = "io.github.kafkaconnect.webpubsub.";

    @Test
    void theEmulatorSharesNoCodeWithTheConnectors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "common..", ROOT + "sink..", ROOT + "source..")
                .because("the connectors are checked against it, so a bug they shared would stay unseen")
                .check(new ClassFileImporter().importPackages(ROOT + "emulator"));
    }
}
