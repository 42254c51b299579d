package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on a topic what became of records. Producing may wait for a broker, so it has a thread of its own; the task thread hands
 * outcomes over and asks later which are written. How many are on their way is bounded by the records that are unfinished.
 *
 * <p>A required outcome that the broker does not take for now is tried again without end: its record stays unfinished, so no offset is
 * committed beyond it, and partitions pause when the bounds of unfinished records are reached. What no trying mends fails the task.
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
    private final Runnable failed;
    private final Queue<SinkWork> written = new ConcurrentLinkedQueue<>();
    private final Queue<Telling> unwritten = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Exception failure;
    private boolean lossTold;

    /**
     * @param executor one thread that may wait; both it and the producer stay the caller's to close
     * @param told whom to tell of what ends
     */
    OutcomeTopic(Settings settings, Producer<String, byte[]> producer, Executor executor, Told told) {
        this.producer = producer;
        this.executor = executor;
        this.topic = settings.topic();
        this.required = settings.required();
        this.json = settings.json();
        this.finished = told.finished();
        this.failed = told.failed();
    }

    /** @param required whether a record is finished only when its outcome is written */
    record Settings(String topic, boolean required, OutcomeJson json) {}

    /**
     * Who is told.
     *
     * @param finished on the task thread, of each record that is finished
     * @param failed on any thread, of each try that failed
     */
    record Told(Consumer<SinkWork> finished, Runnable failed) {}

    /** An outcome on its way to its topic. */
    private record Telling(ProducerRecord<String, byte[]> record, SinkWork work) {}

    /** Takes the end of a record; its record is finished now or when this is written. */
    void tell(SinkWork work, Ending ending) {
        if (!required) {
            finished.accept(work);
            if (waiting.get() >= MAX_WAITING) {
                lost(null);
                return;
            }
        }
        tryToWrite(new Telling(new ProducerRecord<>(topic, OutcomeJson.key(work), json.write(work, ending)), work));
    }

    private void tryToWrite(Telling telling) {
        waiting.incrementAndGet();
        executor.execute(() -> write(telling));
    }

    private void write(Telling telling) {
        try {
            producer.send(telling.record(), (metadata, problem) -> done(telling, problem));
        } catch (RuntimeException e) {
            done(telling, e);
        }
    }

    private void done(Telling telling, @Nullable Exception problem) {
        waiting.decrementAndGet();
        if (problem == null) {
            wrote(telling);
            return;
        }
        failed.run();
        if (required && problem instanceof RetriableException) {
            unwritten.add(telling);
            if (away.compareAndSet(false, true)) {
                LOG.warn(
                        "Outcomes cannot be written to {}; they are tried again, their records wait. Check the topic"
                                + " and outcome.producer.*",
                        topic,
                        problem);
            }
        } else {
            failure = problem;
        }
    }

    private void wrote(Telling telling) {
        if (required) {
            written.add(telling.work());
        }
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("Outcomes are written to {} again", topic);
        }
    }

    /** Finishes records whose outcome is written by now, and tries again what could not be written; never throws. */
    void collect() {
        // Only what is here now: a try may fail at once.
        for (int left = unwritten.size(); left > 0; left--) {
            Telling telling = unwritten.remove();
            if (!telling.work().partition().isClosed()) {
                tryToWrite(telling);
            }
        }
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
