package io.github.kafkaconnect.webpubsub.source.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the documents that options name. A file outside its root is not read: whoever may configure a connector may not read every file. */
public final class PolicyFiles {
    private static final long MAX_BYTES = 1_048_576;

    private PolicyFiles() {}

    /**
     * The text of a file; empty when it cannot be read on this machine.
     *
     * @param root folder that it must be below; a relative name is looked for in it
     * @throws IllegalArgumentException when it is outside of the folder, by its name or by a link, larger than 1 MiB, or no text in UTF-8
     */
    public static Optional<String> read(String file, String root) {
        try {
            Path folder = Path.of(root).toAbsolutePath().normalize();
            Path named = folder.resolve(file).normalize();
            if (!named.startsWith(folder)) {
                throw new IllegalArgumentException("must lie below files.root");
            }
            if (!Files.isReadable(named)) {
                return Optional.empty();
            }
            if (!named.toRealPath().startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException("must lie below files.root, also where links lead");
            }
            if (!Files.isRegularFile(named)) {
                throw new IllegalArgumentException("is a folder or a device, not a file");
            }
            if (Files.size(named) > MAX_BYTES) {
                throw new IllegalArgumentException("is larger than 1 MiB");
            }
            return Optional.of(Files.readString(named));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not text in UTF-8", e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no name of a file", e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
