package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import java.util.List;

/** One request on its way. Its message may be taken before or after its end, or never. */
final class Attempt {
    /** What it carries, in order. */
    final List<Handover> handovers;

    final int number;

    /** Which of its calls, from 0; those that travel together have one. */
    private final int step;

    private final Transport transport;
    private final OperationClient.Completion completion;
    private boolean over;

    Attempt(List<Handover> handovers, int number, Transport transport, OperationClient.Completion completion) {
        this.handovers = handovers;
        this.number = number;
        this.step = handovers.get(0).step;
        this.transport = transport;
        this.completion = completion;
    }

    boolean carries(LogRecord.Nature nature) {
        for (Handover handover : handovers) {
            if (handover.record.nature == nature) {
                return true;
            }
        }
        return false;
    }

    /** The service takes its message. */
    void takenBy(Books books) {
        handovers.forEach(handover -> books.taken(handover, step));
    }

    boolean isOver() {
        return over;
    }

    /** Hands the outcome over, unless the process is gone or the transport was closed. */
    void end(Outcome outcome) {
        if (over || !transport.isAlive()) {
            return;
        }
        over = true;
        transport.ended(this, outcome);
        completion.ended(outcome);
    }
}
