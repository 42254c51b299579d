package io.github.kafkaconnect.webpubsub.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The main classes of all modules, read once for all rules. */
final class House {
    static final String ROOT = "io.github.kafkaconnect.webpubsub.";
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT + "common", ROOT + "sink", ROOT + "source");

    private House() {}
}
