package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes down what the engine decides. */
final class RecordingPort implements DeliveryEngine.Port<Work> {
    /** Names in order of attempts; what travels together is joined by a plus sign. */
    final List<String> attempts = new ArrayList<>();

    final List<String> ended = new ArrayList<>();
    final Deque<Delivery<Work>> inFlight = new ArrayDeque<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void attempt(Delivery<Work> first, List<Delivery<Work>> joined) {
        StringBuilder names = new StringBuilder(first.work().name());
        joined.forEach(delivery -> names.append('+').append(delivery.work().name()));
        attempts.add(names.toString());
        inFlight.add(first);
    }

    @Override
    public void ended(Delivery<Work> delivery) {
        ended.add(delivery.work().name());
    }

    @Override
    public void keepsFailing(Outcome.Retryable cause) {
        events.add("fails " + cause.status());
    }

    @Override
    public void wentDown(Outcome.Retryable cause) {
        events.add("down " + cause.status());
    }

    @Override
    public void cameBack(long downNanos) {
        events.add("back");
    }
}
