package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.stack.ChildProcess;

/**
 * A contender at work.
 *
 * @param process whose CPU and memory count
 * @param stop ends it and removes what it leaves
 */
record Running(ChildProcess process, Runnable stop) implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }
}
