package io.github.kafkaconnect.webpubsub.source.config;

import java.util.Map;

/** How a converter writes texts and bytes, as far as their size is concerned. */
public enum Written {
    /** As they are. */
    AS_IS,
    /** As JSON, which escapes texts, writes bytes in base64 and may add a schema: the largest of the usual forms. */
    AS_JSON;

    /**
     * How the converter writes that the connector names under a key.
     *
     * @param ofWorker for a converter that is left to the worker
     */
    static Written by(Map<String, String> properties, String key, Written ofWorker) {
        String converter = properties.getOrDefault(key, "").trim();
        if (converter.isEmpty()) {
            return ofWorker;
        }
        boolean plain = converter.endsWith(".StringConverter")
                || converter.endsWith(".ByteArrayConverter")
                || converter.endsWith(".SimpleHeaderConverter");
        return plain ? AS_IS : AS_JSON;
    }
}
