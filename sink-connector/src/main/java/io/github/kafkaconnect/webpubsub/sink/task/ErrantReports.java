package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands errant records to Connect, on the task thread. What happens depends on three settings of the connector:
 *
 * <pre>
 * errors.tolerance  dead letter topic or errors.log.enable   outcome
 * none              neither                                  the task fails
 * none              either                                   Connect writes or logs it, then the task fails
 * all               either                                   Connect writes or logs it; finished when that is done
 * all               neither                                  skipped and counted
 * </pre>
 */
final class ErrantReports {
    private static final Logger LOG = LoggerFactory.getLogger(ErrantReports.class);

    private final @Nullable ErrantRecordReporter reporter;
    private final boolean tolerant;
    private final BiConsumer<SinkWork, Ending> finished;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private @Nullable ConnectException failure;
    private boolean skipTold;

    private record Pending(SinkWork work, Ending ending, Future<Void> report) {}

    /**
     * @param reporter null when Connect has nowhere to report to
     * @param tolerant whether errors.tolerance is all
     * @param finished told of each record whose report is done
     */
    ErrantReports(@Nullable ErrantRecordReporter reporter, boolean tolerant, BiConsumer<SinkWork, Ending> finished) {
        this.reporter = reporter;
        this.tolerant = tolerant;
        this.finished = finished;
    }

    /** Throws when the task must fail; then the record stays unfinished and will be read again. */
    void report(SinkWork work, Ending ending, ConnectException error) {
        if (reporter != null) {
            pending.add(new Pending(work, ending, reporter.report(work.record(), error)));
        } else if (tolerant) {
            if (!skipTold) {
                skipTold = true;
                LOG.warn(
                        "Skipping an errant record, as errors.tolerance=all without a dead letter topic asks; further ones"
                                + " are only counted",
                        error);
            }
            finished.accept(work, ending);
        } else {
            throw error;
        }
    }

    /**
     * Finishes what Connect has written by now. Never throws: before a commit, what was written counts, and what could not be waits for
     * the next {@link #poll}.
     */
    void collect() {
        while (!pending.isEmpty() && pending.peekFirst().report().isDone()) {
            Pending first = pending.removeFirst();
            ConnectException problem = problem(first.report());
            if (problem != null) {
                failure = failure == null ? problem : failure;
            } else if (!first.work().partition().isClosed()) {
                finished.accept(first.work(), first.ending());
            }
        }
    }

    /** The same, but throws when a dead letter could not be written, now or before. */
    void poll() {
        collect();
        if (failure != null) {
            throw failure;
        }
    }

    boolean isEmpty() {
        return pending.isEmpty() && failure == null;
    }

    private static @Nullable ConnectException problem(Future<Void> done) {
        try {
            done.get();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ConnectException("interrupted while a dead letter was written", e);
        } catch (ExecutionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new ConnectException("a dead letter could not be written; the record will be read again", cause);
        }
    }
}
