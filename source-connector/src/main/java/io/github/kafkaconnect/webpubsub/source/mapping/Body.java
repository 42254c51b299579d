package io.github.kafkaconnect.webpubsub.source.mapping;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record.
 *
 * @param schema null for JSON
 * @param bytes what a converter writes for it, at most
 */
public record Body(@Nullable Schema schema, Object value, int bytes) {}
