package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the documents that options name. A file outside its root is not read: whoever may configure a connector may not read every file. */
final class WorkflowFiles {
    private static final long MAX_BYTES = 1_048_576;

    private WorkflowFiles() {}

    /** @throws WebPubSubException OPTION_INVALID naming the option and the file */
    static List<String> documents(String inline, List<String> files, String root) {
        List<String> documents = new ArrayList<>();
        if (!inline.isBlank()) {
            documents.add(inline);
        }
        for (String file : files) {
            if (!file.isBlank()) {
                documents.add(read(file.trim(), root));
            }
        }
        return documents;
    }

    private static String read(String file, String root) {
        if (root.isBlank()) {
            throw invalid(file, "needs files.root, the directory that it is in", null);
        }
        try {
            Path directory = Path.of(root).toRealPath();
            Path path = directory.resolve(file).toRealPath();
            if (!path.startsWith(directory)) {
                throw invalid(file, "is not below files.root", null);
            }
            if (Files.size(path) > MAX_BYTES) {
                throw invalid(file, "is larger than 1 MiB", null);
            }
            return Files.readString(path);
        } catch (InvalidPathException e) {
            throw invalid(file, "is no name of a file", e);
        } catch (IOException e) {
            throw invalid(file, "cannot be read below files.root on this worker", e);
        }
    }

    private static WebPubSubException invalid(String file, String problem, @Nullable Exception cause) {
        return new WebPubSubException(
                ErrorCode.OPTION_INVALID, WorkflowOptions.FILES.key() + " '" + file + "' " + problem, cause);
    }
}
