package io.github.kafkaconnect.webpubsub.source.policy;

import java.util.Optional;

/** Where the documents are that options name. */
@FunctionalInterface
public interface DocumentReader {
    /**
     * The text of a file; empty when this machine does not have it, which another may.
     *
     * @param root the folder below which the file must be
     * @throws IllegalArgumentException for what is wrong on every machine, such as a file outside of the folder
     */
    Optional<String> read(String file, String root);
}
