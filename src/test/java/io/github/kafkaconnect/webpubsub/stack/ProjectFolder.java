package io.github.kafkaconnect.webpubsub.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the checkout is, and what the build has put into it. */
public final class ProjectFolder {

    private ProjectFolder() {}

    /** The folder with the aggregator pom: the property {@code project.root}, else the nearest parent that looks like it. */
    public static Path root() {
        String given = System.getProperty("project.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        Optional<Path> root = Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("sink-connector")))
                .findFirst();
        return root.orElseThrow(() -> new StackException("No checkout of the project at or above " + here));
    }
}
