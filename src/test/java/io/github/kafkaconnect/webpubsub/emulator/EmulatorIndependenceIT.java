package io.github.kafkaconnect.webpubsub.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("side-by-side")
class EmulatorIndependenceIT {
    private static final String ROOT = "io.github.kafkaconnect.webpubsub.";

    @Test
    void theEmulatorSharesNoCodeWithTheConnectors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "common..", ROOT + "sink..", ROOT + "source..")
                .because("the connectors are checked against it, so a bug they shared would stay unseen")
                .check(emulator());
    }

    /** The rule asks for packages only, for which names are enough: the libraries need not be read. */
    private static JavaClasses emulator() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPackages(ROOT + "emulator");
        });
    }
}
