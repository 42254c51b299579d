package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on a topic what became of records. Producing may wait for a broker, so it has a thread of its own; the task thread hands
 * outcomes over and asks later which are written. How many are on their way is bounded by the records that are unfinished.
 */
final class OutcomeTopic {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeTopic.class);

    /** Where losing outcomes is allowed, as many may wait. */
    private static final int MAX_WAITING = 100_000;

    private final Producer<String, byte[]> producer;
    private final Executor executor;
    private final String topic;
    private final boolean required;
    private final OutcomeJson json;
    private final Consumer<SinkWork> finished;
    private final Queue<SinkWork> written = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Exception failure;
    private boolean lossTold;

    /**
     * @param executor one thread that may wait; both it and the producer stay the caller's to close
     * @param finished told on the task thread of each record that is finished
     */
    OutcomeTopic(Settings settings, Producer<String, byte[]> producer, Executor executor, Consumer<SinkWork> finished) {
        this.producer = producer;
        this.executor = executor;
        this.topic = settings.topic();
        this.required = settings.required();
        this.json = settings.json();
        this.finished = finished;
    }

    /** @param required whether a record is finished only when its outcome is written */
    record Settings(String topic, boolean required, OutcomeJson json) {}

    /** Takes the end of a record; its record is finished now or when this is written. */
    void tell(SinkWork work, Ending ending) {
        if (!required) {
            finished.accept(work);
            if (waiting.get() >= MAX_WAITING) {
                lost(null);
                return;
            }
        }
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, OutcomeJson.key(work), json.write(work, ending));
        waiting.incrementAndGet();
        executor.execute(() -> write(record, work));
    }

    private void write(ProducerRecord<String, byte[]> record, SinkWork work) {
        try {
            producer.send(record, (metadata, problem) -> done(work, problem));
        } catch (RuntimeException e) {
            done(work, e);
        }
    }

    private void done(SinkWork work, @Nullable Exception problem) {
        waiting.decrementAndGet();
        if (problem != null) {
            failure = problem;
        } else if (required) {
            written.add(work);
        }
    }

    /** Finishes records whose outcome is written by now; never throws. */
    void collect() {
        for (SinkWork work = written.poll(); work != null; work = written.poll()) {
            if (!work.partition().isClosed()) {
                finished.accept(work);
            }
        }
    }

    /** Throws when the task must fail. */
    void check() {
        Exception problem = failure;
        if (problem == null) {
            return;
        }
        if (required) {
            throw new ConnectException(
                    ErrorCode.OUTCOME_LOST.id()
                            + " an outcome could not be written; its record will be read again. Check outcome.producer.*, or set"
                            + " outcome.required=false",
                    problem);
        }
        failure = null;
        lost(problem);
    }

    private void lost(@Nullable Exception problem) {
        if (!lossTold) {
            lossTold = true;
            LOG.warn(
                    "{} outcomes are being lost, which outcome.required=false allows",
                    ErrorCode.OUTCOME_LOST.id(),
                    problem);
        }
    }
}
