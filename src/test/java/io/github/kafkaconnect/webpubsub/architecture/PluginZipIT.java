package io.github.kafkaconnect.webpubsub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the two plugin zips, and what must never be. */
class PluginZipIT {
    private static final Pattern LIBRARY = Pattern.compile("[^/]+/lib/([^/]+)-(\\d[^/]*)\\.jar");
    private static final List<String> FOREIGN = List.of(
            "kafka-clients",
            "connect-api",
            "connect-json",
            "connect-runtime",
            "slf4j",
            "log4j",
            "logback",
            "junit",
            "assertj",
            "awaitility",
            "jqwik",
            "testcontainers",
            "jspecify");

    @ParameterizedTest
    @CsvSource({
        "sink, org.apache.kafka.connect.sink.SinkConnector, io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector",
        "source, org.apache.kafka.connect.source.SourceConnector,"
                + " io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector"
    })
    void holdsOneOfEverythingItNeedsAndNothingThatTheWorkerBrings(String kind, String service, String connector)
            throws IOException {
        try (ZipFile zip = new ZipFile(zipOf(kind).toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).noneMatch(name -> FOREIGN.stream().anyMatch(name::contains));
            assertThat(versions(names, "netty-")).hasSize(1);
            assertThat(versions(names, "jackson-(core|databind)")).hasSize(1);
            assertThat(versions(names, "nimbus-jose-jwt")).hasSize(1);
            assertThat(versions(names, "azure-identity").isEmpty())
                    .as("only who calls the service carries it")
                    .isEqualTo(kind.equals("source"));
            assertThat(names).anyMatch(name -> name.endsWith("/doc/README.md"));
            assertThat(names).anyMatch(name -> name.endsWith("/doc/CONFIG.md"));
            assertThat(names).anyMatch(name -> name.contains("/etc/") && name.endsWith(".json"));
            assertThat(serviceFile(zip, "webpubsub-" + kind + "-connector", service))
                    .contains(connector);
            JsonNode manifest = new ObjectMapper().readTree(read(zip, "/manifest.json"));
            assertThat(manifest.path("version").asText()).isEqualTo(Version.current());
            assertThat(manifest.path("component_types").get(0).asText()).isEqualTo(kind);
        }
    }

    private static Path zipOf(String kind) {
        return ProjectFolder.root()
                .resolve(kind + "-connector/target/webpubsub-" + kind + "-connector-" + Version.current() + ".zip");
    }

    private static List<String> versions(List<String> names, String artifactPattern) {
        return names.stream()
                .map(LIBRARY::matcher)
                .filter(library -> library.matches() && library.group(1).matches(artifactPattern + ".*"))
                .map(library -> library.group(2))
                .distinct()
                .collect(Collectors.toList());
    }

    private static byte[] read(ZipFile zip, String suffix) throws IOException {
        ZipEntry entry = zip.stream()
                .filter(candidate -> candidate.getName().endsWith(suffix))
                .findFirst()
                .orElseThrow();
        try (InputStream content = zip.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }

    private static Optional<String> serviceFile(ZipFile zip, String artifact, String service) throws IOException {
        byte[] jar = read(zip, artifact + "-" + Version.current() + ".jar");
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals("META-INF/services/" + service)) {
                    return Optional.of(new String(entries.readAllBytes(), StandardCharsets.UTF_8).strip());
                }
            }
        }
        return Optional.empty();
    }
}
