package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.Nullable;

/** One lane of one start of a task. */
final class LaneTrack {
    final Blame blame = new Blame();

    /** The first of what is in flight. */
    @Nullable
    Handover inFlight;
}
