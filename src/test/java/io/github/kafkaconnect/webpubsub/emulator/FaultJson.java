package io.github.kafkaconnect.webpubsub.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.fault.Fault;
import io.github.kafkaconnect.webpubsub.emulator.fault.FaultRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Reads the fault rules of the admin path. */
final class FaultJson {
    private static final Set<String> FIELDS =
            Set.of("fault", "status", "retryAfter", "delayMs", "method", "pathContains", "hub", "times", "probability");

    private FaultJson() {}

    /** @throws IllegalArgumentException for an unknown fault or field, or a value out of range */
    static FaultRule parse(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("Unknown field " + name + ", known are " + FIELDS);
            }
        });
        FaultRule rule = FaultRule.of(fault(json))
                .times(json.path("times").asInt(FaultRule.ALWAYS))
                .withProbability(json.path("probability").asDouble(1));
        if (json.has("method")) {
            rule = rule.when(
                    target -> target.method().equals(json.path("method").asText()));
        }
        if (json.has("pathContains")) {
            rule = rule.when(
                    target -> target.path().contains(json.path("pathContains").asText()));
        }
        if (json.has("hub")) {
            String hub = json.path("hub").asText().toLowerCase(Locale.ROOT);
            rule = rule.when(target -> hub.equals(target.hub()));
        }
        return rule;
    }

    private static Fault fault(JsonNode json) {
        return switch (json.path("fault").asText()) {
            case "answer" -> new Fault.AnswerWith(
                    status(json),
                    json.has("retryAfter") ? json.path("retryAfter").asText() : null);
            case "delay" -> new Fault.Delay(
                    Duration.ofMillis(json.path("delayMs").asLong()));
            case "resetBefore" -> new Fault.ResetBefore();
            case "resetAfter" -> new Fault.ResetAfter();
            case "halfBody" -> new Fault.HalfBody();
            default -> throw new IllegalArgumentException(
                    "Unknown fault, known are answer, delay, resetBefore, resetAfter and halfBody");
        };
    }

    private static int status(JsonNode json) {
        int status = json.path("status").asInt();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("The fault answer needs a status from 200 to 599");
        }
        return status;
    }
}
