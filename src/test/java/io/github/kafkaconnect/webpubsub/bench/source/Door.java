package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.stack.ChildProcess;

/**
 * A contender at work.
 *
 * @param process whose CPU and memory count
 * @param port where it takes events, on 127.0.0.1
 * @param stop ends it and removes what it leaves
 */
record Door(ChildProcess process, int port, Runnable stop) implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }
}
