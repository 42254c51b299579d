package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String root = "";

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root")).toString();
        Files.writeString(folder.resolve("secret"), "secret");
        Files.writeString(folder.resolve("root/p.yaml"), "text");
    }

    @Test
    void readsWhatIsBelowTheRootByRelativeAndAbsoluteName() {
        assertThat(PolicyFiles.read("p.yaml", root)).contains("text");
        assertThat(PolicyFiles.read(root + "/p.yaml", root)).contains("text");
        assertThat(PolicyFiles.read("x/../p.yaml", root)).contains("text");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(PolicyFiles.read("absent.yaml", root)).isEmpty();
        assertThat(PolicyFiles.read("p.yaml", folder.resolve("absent").toString()))
                .isEmpty();
    }

    @Test
    void nothingOutsideIsRead() throws IOException {
        Files.createSymbolicLink(folder.resolve("root/link"), folder.resolve("secret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("../secret", root))
                .withMessage("must lie below files.root");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read(folder.resolve("secret").toString(), root));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("link", root))
                .withMessage("must lie below files.root, also where links lead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("a\0b", root))
                .withMessage("is no name of a file");
    }

    @Test
    void whatIsNoTextIsTold() throws IOException {
        Files.write(folder.resolve("root/latin1"), new byte[] {'a', (byte) 0xfc});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("latin1", root))
                .withMessage("is not text in UTF-8");
        Files.createDirectory(folder.resolve("root/folder"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("folder", root))
                .withMessage("is a folder or a device, not a file");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.write(folder.resolve("root/huge"), new byte[1_048_577]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFiles.read("huge", root))
                .withMessage("is larger than 1 MiB");
    }
}
