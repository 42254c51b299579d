package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that disappears when it is closed. */
public final class WorkFolder implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** Makes a folder whose name says to whom it belongs. */
    public static WorkFolder create(String owner) {
        try {
            return new WorkFolder(Files.createTempDirectory("webpubsub-" + owner + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Writes a file into the folder. */
    public Path write(String name, String text) {
        try {
            return Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder with all it holds; a process that is just ending may still be writing, hence more than once. */
    @Override
    public void close() {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                deleteAll();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("Cannot delete " + path, e);
                }
            }
        }
    }

    private void deleteAll() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(path)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : deepestFirst) {
            try {
                Files.deleteIfExists(file);
            } catch (NoSuchFileException gone) {
                // Kafka deletes its own temporary files while it stops.
            }
        }
    }
}
