package io.github.kafkaconnect.webpubsub.common.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the jar; a jar without it is broken and says so. */
public final class Version {
    private Version() {}

    public static String current() {
        try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("version.properties is missing from the jar");
            }
            Properties properties = new Properties();
            properties.load(resource);
            String version = properties.getProperty("version", "");
            if (version.isEmpty() || version.startsWith("$")) {
                throw new IllegalStateException("the build did not write its version");
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
