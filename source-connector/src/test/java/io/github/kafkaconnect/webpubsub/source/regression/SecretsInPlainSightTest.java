package io.github.kafkaconnect.webpubsub.source.regression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Rivals declare secrets as plain strings and log payloads. The promise: secrets are PASSWORD options; payloads, credentials and query
 * strings reach neither log nor record.
 */
@Isolated("Reads everything the process logs meanwhile.")
class SecretsInPlainSightTest {
    @Test
    void everyOptionThatHoldsASecretIsAPassword() {
        assertThat(SourceOptions.SPEC
                        .options()
                        .filter(option -> option.key()
                                .matches(".*(password|secret|\\.key|key\\.secondary|connection\\.string.*)$"))
                        .filter(option -> !option.key().equals("record.key")))
                .isNotEmpty()
                .allMatch(option -> option.type() == ConfigDef.Type.PASSWORD);
    }

    @Test
    void neitherLogNorRecordShowsWhatIsSecret() {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try (TaskUnderTest task = TaskUnderTest.start("upstream.shared.secret", "SECRET-code")) {
            Map<String, String> event = new HashMap<>(TaskUnderTest.message("c1", "1"));
            event.put("Authorization", "Bearer SECRET-token");
            event.put("Cookie", "SECRET-cookie=1");
            CompletableFuture<?> taken =
                    task.post("/eventhandler?code=SECRET-code", event, "SECRET-payload".getBytes(UTF_8));
            SourceRecord record = task.poll(1).get(0);
            task.acknowledge(record);
            taken.join();
            assertThat(record.headers().toString())
                    .doesNotContain("SECRET")
                    .doesNotContain("sha256=")
                    .doesNotContain("eventhandler");
            event.put("ce-signature", "sha256=SECRET-signature");
            assertThat(task.post("/eventhandler?code=SECRET-code", event, "SECRET-payload".getBytes(UTF_8))
                            .join()
                            .statusCode())
                    .isEqualTo(401);
            event.put("ce-type", "azure.webpubsub.sys.connect");
            event.putAll(Map.of(
                    "ce-signature",
                    String.valueOf(TaskUnderTest.message("c1", "1").get("ce-signature"))));
            var refused = task.post("/eventhandler?code=SECRET-code", event, "SECRET not json".getBytes(UTF_8))
                    .join();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).doesNotContain("SECRET");
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(UTF_8))
                .contains("Upstream request refused")
                .doesNotContain("SECRET")
                .doesNotContain(TaskUnderTest.KEY);
        assertThat(List.of(log.toString(UTF_8).split("\n"))).hasSizeLessThan(20);
    }
}
