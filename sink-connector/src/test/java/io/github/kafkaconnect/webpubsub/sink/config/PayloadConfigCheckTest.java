package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadConfigCheckTest {
    private static final String ENVELOPE = "{\"data\":\"${value}\"}";

    @Test
    void fieldsGoWithEitherOfTheOthers() {
        assertThat(problems("payload.fields=a,b?", "payload.envelope=" + ENVELOPE))
                .isEmpty();
        assertThat(problems("payload.fields=a,b?", "payload.stamp=_kafka", "payload.format=JSON"))
                .isEmpty();
        assertThat(problems("payload.fields=a", "operation=${header.op|command}", "workflow=${header.flow|}"))
                .isEmpty();
        assertThat(problems("payload.stamp=_kafka", "payload.cloudevents=true")).isEmpty();
        assertThat(problems("payload.stamp= ", "payload.envelope=", "payload.fields= ", "payload.format=text"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "payload.fields=a; payload.format=text; cannot be combined with payload.format=text; remove one, or set",
                "payload.fields=a; payload.format=Binary; cannot be combined with payload.format=binary",
                "payload.envelope={}; payload.format=text; makes JSON and cannot be combined",
                "payload.stamp=_k; payload.format=binary; or to json for text that is JSON",
                "payload.stamp=_k; payload.envelope={}; takes ${topic}, ${partition} and ${offset} itself; remove it",
                "payload.stamp=id; payload.fields=user.id; is the name of a member of payload.fields too",
                "payload.fields=a; operation=command; where the value says itself what is sent; remove it",
                "payload.envelope={}; operation=command; has no meaning with operation=command",
                "payload.stamp=_k; operation=closeAllConnections; which sends nothing; remove it",
                "payload.envelope={}; workflow=own; whose steps say what is sent; remove it",
            })
    void saysWhichOptionHasNoMeaningBesideWhich(String option, String other, String problem) {
        String key = option.substring(0, option.indexOf('='));
        assertThat(problems(option, other)).anySatisfy(found -> {
            assertThat(found.key()).isEqualTo(key);
            assertThat(found.message()).startsWith("WPS-1002 " + key + ' ').contains(problem);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "payload.envelope={'a':${value}}; is not JSON at line 1, column 6",
                "payload.envelope={'a':'${room}'}; 'room' is unknown",
                "payload.fields=a,b c; 'b c' is no field",
                "payload.fields=a.id,b.id; has two members named 'id'",
                "payload.stamp=no name; must be the name of a member such as _kafka",
                "payload.stamp=7; must be the name of a member such as _kafka",
            })
    void saysAtTheOptionWhatIsWrongWithItAlone(String option, String problem) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(config(option.replace('\'', '"'))))
                .withMessageContaining(option.substring(0, option.indexOf('=')))
                .withMessageContaining(problem);
    }

    @Test
    void aTopicMayTurnOffWhatHoldsForTheOthers() {
        Map<String, String> config = config("payload.fields=a", "topic.logs.payload.format=text");
        assertThat(SinkConfigCheck.allProblems(config)).anySatisfy(problem -> assertThat(problem.message())
                .contains("payload.fields makes JSON")
                .endsWith("(for topic logs)"));

        config.put("topic.logs.payload.fields", "");
        assertThat(SinkConfigCheck.allProblems(config)).isEmpty();
    }

    private static List<ConfigProblem> problems(String... pairs) {
        return SinkConfigCheck.problems(config(pairs));
    }

    private static Map<String, String> config(String... pairs) {
        Map<String, String> config = new HashMap<>(Map.of(
                "webpubsub.connection.string", "Endpoint=https://a.b;AccessKey=" + "k".repeat(40) + ";Version=1.0;",
                "webpubsub.hub", "chat",
                "webpubsub.target", "all"));
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            config.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return config;
    }
}
