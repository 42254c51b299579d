package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.service.Connection.Identity;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ClientContext;
import java.util.List;

/** Everything that was settled before the upgrade. */
record Admission(ClientContext context, Identity identity, List<String> groups, List<String> roles, SimpleMode mode) {}
