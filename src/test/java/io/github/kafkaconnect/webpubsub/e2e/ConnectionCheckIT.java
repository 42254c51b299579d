package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.fault.FaultRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Validation that asks the service whether it takes credential and hub. */
@Tag("side-by-side")
class ConnectionCheckIT {

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aCredentialThatTheServiceTakesIsNoProblem() {
        assertThat(problems(emulator.connectionString())).isEmpty();
        assertThat(problems(emulator.secondaryConnectionString())).isEmpty();
        assertThat(emulator.recorded()).allMatch(request -> request.method().equals("HEAD"));
    }

    @Test
    void aWrongKeyIsNamed() {
        String wrong = emulator.connectionString().replaceFirst("AccessKey=.", "AccessKey=_");

        assertThat(problems(wrong)).singleElement().asString().contains("WPS-2001", "validate.connection=false");
    }

    @Test
    void theOtherKeyWillDo() {
        Map<String, String> config = SinkConfig.with(
                config(emulator.connectionString().replaceFirst("AccessKey=.", "AccessKey=_")),
                "webpubsub.connection.string.secondary",
                emulator.connectionString());

        assertThat(SinkConfig.problems(config)).isEmpty();
    }

    @Test
    void anEndpointThatRefusesConnectionsIsNamed() {
        Emulator gone = Emulator.start(EmulatorOptions.DEFAULT);
        gone.close();

        assertThat(problems(gone.connectionString())).singleElement().asString().contains("WPS-3009");
    }

    @Test
    void aServiceThatForbidsTheCallIsNamed() {
        emulator.faults().add(FaultRule.answer(403));

        assertThat(problems(emulator.connectionString()))
                .singleElement()
                .asString()
                .contains("WPS-2002");
    }

    @Test
    void nobodyIsAskedUnlessThatIsWanted() {
        assertThat(SinkConfig.problems(
                        SinkConfig.with(config(emulator.connectionString()), "validate.connection", "false")))
                .isEmpty();
        assertThat(emulator.recorded()).isEmpty();
    }

    private List<String> problems(String connectionString) {
        return SinkConfig.problems(config(connectionString));
    }

    private Map<String, String> config(String connectionString) {
        return SinkConfig.with(
                SinkConfig.toGroupOfKey(emulator, "topic"),
                "webpubsub.connection.string",
                connectionString,
                "validate.connection",
                "true");
    }
}
