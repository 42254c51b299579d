package io.github.kafkaconnect.webpubsub.source.mapping;

import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What one event becomes in Kafka.
 *
 * @param key null for a record without key
 * @param headers all with string schema, so that no header converter guesses at numbers
 * @param bytes what topic, key, value and headers take when they are written as they are
 */
public record MappedRecord(String topic, @Nullable String key, byte[] value, ConnectHeaders headers, int bytes) {}
