package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.stack.PluginZips;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkConnector;

/** Puts the sink with the wrong ledger beside the right one, into the same plugin: they share all other classes. */
final class WrongPlugin {

    private static final List<Class<?>> CLASSES = List.of(NewestOffsetSinkConnector.class, NewestOffsetSinkTask.class);

    private WrongPlugin() {}

    /** Unpacks our zips and adds the wrong sink; the folder is then a {@code plugin.path}. */
    static void unpackTo(Path pluginPath) {
        PluginZips.unpackTo(pluginPath);
        try (Stream<Path> files = Files.walk(pluginPath)) {
            Path sinkJar = files.filter(file -> file.getFileName().toString().startsWith("webpubsub-sink-connector"))
                    .findFirst()
                    .orElseThrow();
            writeJar(sinkJar.resolveSibling("wrong-sink.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeJar(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + SinkConnector.class.getName()));
            jar.write(NewestOffsetSinkConnector.class.getName().getBytes(StandardCharsets.UTF_8));
            for (Class<?> each : CLASSES) {
                String entry = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream bytes = each.getClassLoader().getResourceAsStream(entry)) {
                    if (bytes == null) {
                        throw new IOException("no bytes of " + each);
                    }
                    bytes.transferTo(jar);
                }
            }
        }
    }
}
