package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a broker is away for a while. */
enum BrokerFault {
    /** It does not run, and its connections stay: SIGSTOP and SIGCONT. */
    FROZEN {
        @Override
        void begin(KafkaBroker broker) {
            signal("-STOP", broker);
        }

        @Override
        void end(KafkaBroker broker) {
            signal("-CONT", broker);
        }
    },
    /** It is stopped in the orderly way, and started again on the same port; the outage ends when it serves. */
    RESTARTED {
        @Override
        void begin(KafkaBroker broker) {
            broker.terminate();
        }

        @Override
        void end(KafkaBroker broker) {
            broker.start();
        }
    };

    abstract void begin(KafkaBroker broker);

    abstract void end(KafkaBroker broker);

    private static void signal(String signal, KafkaBroker broker) {
        String pid = Long.toString(broker.process().pid());
        try {
            int status = new ProcessBuilder("kill", signal, pid).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " " + pid + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
