package io.github.kafkaconnect.webpubsub.sink.config;

/** What is wrong with an option, and the remedy, for Connect to show at that option. */
public record ConfigProblem(String key, String message) {}
