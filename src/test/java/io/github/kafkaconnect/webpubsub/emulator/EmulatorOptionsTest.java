package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.emulator.auth.Role;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option has a name and can be set by it. */
class EmulatorOptionsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `emulator\\.([a-z0-9.]+)` \\| (.*?) \\| (.*?) \\| (\\S.*) \\|$");

    @Test
    void theTableOfThePageIsTheTableInTheCode() throws IOException {
        StringBuilder told = new StringBuilder();
        Matcher row = ROW.matcher(Files.readString(ProjectFolder.root().resolve("src/test/EMULATOR.md")));
        while (row.find()) {
            told.append(row.group(1) + " = " + row.group(2) + " of " + row.group(3) + "\n");
        }
        StringBuilder known = new StringBuilder();
        TextOptions.read(ProcessOptions.DEFAULT).forEach((name, value) -> {
            String shown = value.isEmpty() ? "empty" : "`" + value + "`";
            known.append(name + " = " + shown + " of " + TextOptions.allowed(name) + "\n");
        });
        assertThat(told.toString()).isEqualTo(known.toString());
        assertThat(known.toString().lines().count()).isGreaterThan(60);
    }

    @Test
    void everyOptionTakesItsOwnValueBack() {
        Map<String, String> values = TextOptions.read(EmulatorOptions.DEFAULT);
        assertThat(TextOptions.with(EmulatorOptions.DEFAULT, values)).isEqualTo(EmulatorOptions.DEFAULT);
        values.forEach((name, value) -> assertThat(TextOptions.read(EmulatorOptions.DEFAULT.with(name, value)))
                .isEqualTo(values));
    }

    @Test
    void oneOptionChangesNothingElse() {
        EmulatorOptions options = EmulatorOptions.DEFAULT.with("client.recovery.window", "250ms");
        assertThat(options)
                .isEqualTo(EmulatorOptions.DEFAULT.withClient(
                        EmulatorOptions.DEFAULT.client().withRecoveryWindow(Duration.ofMillis(250))));
        assertThat(EmulatorOptions.DEFAULT
                        .with("upstream.retry.delays", "")
                        .upstream()
                        .retryDelays())
                .isEmpty();
        assertThat(EmulatorOptions.DEFAULT
                        .with("upstream.retry.delays", "1s, 2m,3h")
                        .upstream()
                        .retryDelays())
                .isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofHours(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense                            | 1        | There is no option emulator.nonsense",
                "client.recovery                     | 1s       | There is no option emulator.client.recovery",
                "port                                | -1       | emulator.port=-1",
                "port                                | x        | emulator.port=x",
                "keys.local.auth                     | maybe    | known are [ON, OFF]",
                "upstream.connections.trust.any.certificate | 1 | known are [true, false]",
                "client.recovery.window              | 10       | a time is a number and ms, s, m, h or d",
                "accesskey                           | short    | An access key (-Demulator.accesskey",
                "client.close.codes.malformed.frame  | 1006     | a close code must be one that may be sent, not 1006",
                "rest.bodies.oversize.status         | 500      | the status must be 4xx",
                "rest.access.keys.off.status         | 404      | the status must be 401 or 403",
                "upstream.answers.unreachable.status | 200      | the status must be 4xx or 5xx",
                "upstream.late.connected.probability | 2        | the probability must be 0..1",
                "upstream.connections.max            | 3        | needs 1 <= spread <= max",
                "unkindness.send.delays.lag.min      | 1s       | A delay's minimum",
            })
    void whatIsNoValueIsRefused(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmulatorOptions.DEFAULT.with(name, value))
                .withMessageContaining(message);
    }

    @Test
    void aProcessReadsItsSystemProperties(@TempDir Path folder) throws IOException {
        Path hubs = Files.writeString(folder.resolve("hubs.json"), "{\"Chat\":{\"anonymousConnectPolicy\":\"allow\"}}");
        EmulatorOptions options = ProcessOptions.read(Map.of(
                "emulator.hubs", hubs.toString(),
                "emulator.port", "0",
                "emulator.upstream.connections.max", "1",
                "emulator.upstream.connections.spread", "1",
                "emulator.entra.token", "a-token",
                "java.version", "17"));
        assertThat(options.port()).isZero();
        assertThat(options.upstream().connections().max()).isEqualTo(1);
        assertThat(options.rest().access().entra().test("a-token")).isTrue();
        assertThat(options.rest().access().entra().test("")).isFalse();
        assertThat(options.hubs()).containsOnlyKeys("Chat");
        try (Emulator emulator = Emulator.start(options)) {
            assertThat(emulator.hub("chat").anonymousConnectPolicy())
                    .isEqualTo(HubSettings.AnonymousConnectPolicy.ALLOW);
            assertThat(emulator.hub("other")).isEqualTo(HubSettings.DEFAULT);
        }
    }

    @Test
    void aProcessHasATokenAuthorityWhenItIsAskedFor() {
        assertThat(ProcessAuthority.read(Map.of("emulator.entra.token", "a-token", "emulator.port", "1")))
                .isEmpty();
        ProcessAuthority authority = ProcessAuthority.read(
                        Map.of("emulator.entra.port", "8443", "emulator.entra.clients", "bridge:its-secret:owner"))
                .orElseThrow();
        assertThat(authority.port()).isEqualTo(8443);
        assertThat(authority.machines()).isEmpty();
        assertThat(authority.clients())
                .containsExactly(new ProcessAuthority.Client("bridge", "its-secret", Role.SERVICE_OWNER));
        assertThat(authority.toString()).contains("bridge").doesNotContain("its-secret");
    }

    @Test
    void aProcessIsByDefaultWhereTheOtherEmulatorIs() {
        EmulatorOptions options = ProcessOptions.read(Map.of("emulator.hubs", ""));
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.keys().primary()).isEqualTo("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH");
        assertThat(options.hubs()).isEmpty();
    }

    @Test
    void aProcessSaysWhichPropertyIsWrong(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessOptions.read(Map.of("emulator.prot", "1")))
                .withMessage("There is no option emulator.prot");
        assertThatThrownBy(() -> ProcessOptions.read(Map.of("emulator.hubs", folder + "/none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessAuthority.read(Map.of("emulator.entra.tennant", "t")))
                .withMessage("There is no option emulator.entra.tennant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessAuthority.read(Map.of("emulator.entra.port", "-1")))
                .withMessage("emulator.entra.port=-1 is not a port, 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessAuthority.read(Map.of("emulator.entra.clients", "bridge:secret")))
                .withMessageContaining("client:secret:role");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessAuthority.read(Map.of("emulator.entra.machines", "machine:king")))
                .withMessage("emulator.entra.machines: a role is owner, reader or none, not king");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"chat\":5}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessOptions.read(Map.of("emulator.hubs", bad.toString())))
                .withMessageContaining("bad.json: hub 'chat': expected an object");
    }
}
