package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what the files of a TLS configuration show that they have changed; links are followed. */
record TlsFiles(List<Mark> marks) {
    /** @param key tells files of one name apart, where the file system has such a thing; null also for an absent file */
    record Mark(Path file, @Nullable FileTime changed, long bytes, @Nullable Object key) {}

    static TlsFiles of(TlsOptions options) {
        List<Mark> marks = new ArrayList<>();
        if (options.identity() instanceof TlsOptions.Pem pem) {
            marks.add(mark(pem.chain()));
            marks.add(mark(pem.key()));
        } else if (options.identity() instanceof TlsOptions.Store store) {
            marks.add(mark(store.file()));
        }
        if (options.trust() instanceof TlsOptions.TrustPem pem) {
            marks.add(mark(pem.certificates()));
        } else if (options.trust() instanceof TlsOptions.Store store) {
            marks.add(mark(store.file()));
        }
        return new TlsFiles(List.copyOf(marks));
    }

    private static Mark mark(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Mark(file, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return new Mark(file, null, 0, null);
        }
    }
}
