package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** A {@code .properties} file as text, escaped as {@link Properties} reads it. */
final class PropertiesText {

    private PropertiesText() {}

    static String of(Map<String, String> valueByKey) {
        Properties properties = new Properties();
        properties.putAll(valueByKey);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
