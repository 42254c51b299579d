package io.github.kafkaconnect.webpubsub.source.event;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/**
 * Why a request is not taken.
 *
 * @param status the HTTP status that says so
 * @param detail in words; never a payload, a credential or a query string
 */
public record Refusal(int status, ErrorCode code, String detail) {}
