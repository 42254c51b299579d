package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zips that the build makes of our connectors, unpacked as a user would under {@code plugin.path}. */
public final class PluginZips {

    private PluginZips() {}

    /** Both zips. */
    public static List<Path> built() {
        return List.of(zipOf("sink-connector"), zipOf("source-connector"));
    }

    /** Unpacks both zips; the folder is then a {@code plugin.path}. */
    public static void unpackTo(Path pluginPath) {
        built().forEach(zip -> unpack(zip, pluginPath));
    }

    private static Path zipOf(String module) {
        Path target = ProjectFolder.root().resolve(module).resolve("target");
        List<Path> zips = new ArrayList<>();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "*.zip")) {
                found.forEach(zips::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (zips.size() != 1) {
            throw new StackException("Expected one plugin zip in " + target + ", found " + zips
                    + "; run: mvn clean package -DskipTests");
        }
        return zips.get(0);
    }

    private static void unpack(Path zip, Path folder) {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path place = folder.resolve(entry.getName()).normalize();
                if (!place.startsWith(folder)) {
                    throw new StackException(zip + " has an entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    Files.copy(entries, place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + zip, e);
        }
    }
}
