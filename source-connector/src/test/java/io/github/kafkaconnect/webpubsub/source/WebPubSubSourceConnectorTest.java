package io.github.kafkaconnect.webpubsub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class WebPubSubSourceConnectorTest {
    private final WebPubSubSourceConnector connector = new WebPubSubSourceConnector();

    @Test
    void passesValuesOnUntouchedWithAnIndex() {
        Map<String, String> properties = new HashMap<>(Map.of("webpubsub.access.key", "${file:/s:key}", "x", "y"));
        properties.put("absent", null);
        connector.start(properties);
        List<Map<String, String>> configs = connector.taskConfigs(2);
        assertThat(configs).hasSize(2);
        for (int index = 0; index < 2; index++) {
            Map<String, String> expected = new HashMap<>(properties);
            expected.put("webpubsub.task.index", Integer.toString(index));
            assertThat(configs.get(index)).isEqualTo(expected);
        }
        connector.stop();
    }

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(WebPubSubSourceConnector.class);
        assertThat(connector.version()).isNotEmpty();
    }

    @Test
    void promisesNoMoreThanAWebhookCanKeep() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(Map.of()))
                .isEqualTo(ConnectorTransactionBoundaries.UNSUPPORTED);
    }

    @Test
    void acceptsAResetOfOffsetsAndNothingElse() {
        Map<String, ?> partition = Map.of("p", "0");
        assertThat(connector.alterOffsets(Map.of(), Collections.singletonMap(partition, null)))
                .isTrue();
        assertThat(connector.alterOffsets(Map.of(), Map.of())).isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("o", 1))))
                .hasMessageContaining("no offsets");
    }

    @Test
    void theExampleIsShortAndValid() throws IOException {
        JsonNode example = new ObjectMapper()
                .readTree(Path.of("../config-examples/webpubsub-source.json").toFile());
        Map<String, String> properties = new HashMap<>();
        example.get("config")
                .properties()
                .forEach(
                        field -> properties.put(field.getKey(), field.getValue().asText()));
        assertThat(properties).hasSizeLessThanOrEqualTo(8);
        assertThat(connector.validate(properties).configValues())
                .allMatch(value -> value.errorMessages().isEmpty());
        assertThat(properties.keySet())
                .allMatch(key -> key.endsWith(".converter")
                        || key.equals("connector.class")
                        || connector.config().names().contains(key));
    }
}
