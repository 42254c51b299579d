package io.github.kafkaconnect.webpubsub.sink.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.jspecify.annotations.Nullable;

/**
 * Samples of records, one JSON object each: {@code {"topic":"t","partition":0,"offset":0,"timestamp":0,"key":…,"value":…,"headers":{…}}}, all
 * optional. Key, value and headers go through the converters of the configuration, as they would on a worker: a text as its bytes, anything
 * else as the bytes of its JSON.
 */
final class Samples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";
    private static final String SIMPLE = "org.apache.kafka.connect.storage.SimpleHeaderConverter";

    private final Converter keys;
    private final Converter values;
    private final HeaderConverter headers;

    /** @throws ConfigException when a converter is not on the class path */
    Samples(Map<String, String> properties) {
        this.keys = converter(properties, "key.converter", true);
        this.values = converter(properties, "value.converter", false);
        this.headers = make(properties.getOrDefault("header.converter", SIMPLE), HeaderConverter.class);
        headers.configure(settings(properties, "header.converter."));
    }

    /** @throws IllegalArgumentException when the line is no JSON object */
    SinkRecord record(String line, long number) {
        JsonNode sample = parse(line);
        String topic = sample.path("topic").asText("sample");
        SchemaAndValue key = keys.toConnectData(topic, bytes(sample.path("key")));
        SchemaAndValue value = values.toConnectData(topic, bytes(sample.path("value")));
        ConnectHeaders made = new ConnectHeaders();
        sample.path("headers")
                .properties()
                .forEach(header -> made.add(
                        header.getKey(), headers.toConnectHeader(topic, header.getKey(), bytes(header.getValue()))));
        return new SinkRecord(
                topic,
                sample.path("partition").asInt(0),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                sample.path("offset").asLong(number),
                sample.path("timestamp").asLong(0),
                TimestampType.CREATE_TIME,
                made);
    }

    private static JsonNode parse(String line) {
        try {
            JsonNode sample = JSON.readTree(line);
            if (!sample.isObject()) {
                throw new IllegalArgumentException("a sample is a JSON object");
            }
            return sample;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line is not JSON", e);
        }
    }

    private static byte @Nullable [] bytes(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        String text = node.isTextual() ? node.textValue() : node.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Converter converter(Map<String, String> properties, String option, boolean isKey) {
        Converter converter = make(properties.getOrDefault(option, STRINGS), Converter.class);
        converter.configure(settings(properties, option + '.'), isKey);
        return converter;
    }

    private static Map<String, Object> settings(Map<String, String> properties, String prefix) {
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        settings.putIfAbsent("converter.type", "value");
        return settings;
    }

    private static <T> T make(String name, Class<T> type) {
        try {
            return type.cast(Class.forName(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ConfigException(
                    "the converter " + name + " is not on the class path; add the directory of its jars");
        }
    }
}
