package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.common.observe.OncePerMinute;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of the topic of replies, from the end that it has when the reader starts. Without a group: every task must see the
 * replies to its own questions, wherever the group would have put the partition. Starts anew after a failure, from where it was.
 *
 * <p>A poll does not fail when the brokers or the topic have gone, it brings nothing. So the reader asks every few seconds for the end of
 * its partition, and takes it for a failure when nobody tells.
 */
public final class ReplyReader implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(10);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final long PROBE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(200);
    private static final long PAUSE_MS = 1_000;

    private final Source source;
    private final ReplyForm form;
    private final ReplyDesk<?> desk;
    private final Consumer<Reception> counter;
    private final LongSupplier nanoTime;
    private final OncePerMinute pace = new OncePerMinute();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<byte[], byte[]> reading;
    private @Nullable TopicPartition partition;
    private long next;
    private boolean troubled;

    /**
     * @param counter told of every record; must not block
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    ReplyReader(Source source, ReplyForm form, ReplyDesk<?> desk, Consumer<Reception> counter, LongSupplier nanoTime) {
        this.source = source;
        this.form = form;
        this.desk = desk;
        this.counter = counter;
        this.nanoTime = nanoTime;
    }

    /**
     * Where replies come from.
     *
     * @param spread chooses the partition, so that tasks read different ones
     * @param consumers makes a consumer without group
     */
    record Source(
            String topic, int spread, Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers) {}

    /** Reads until closed, on the caller's thread. */
    @Override
    public void run() {
        while (stopped.getCount() > 0) {
            try (var consumer = new Closing(source.consumers().get())) {
                reading = consumer.consumer();
                readOn(consumer.consumer());
            } catch (WakeupException | InterruptException e) {
                // Closed.
                return;
            } catch (RuntimeException | Error e) {
                // An Error as well: it would end the thread in silence, and with it all answers, until the task is
                // started again.
                fail(e);
            } finally {
                reading = null;
                desk.close();
            }
            rest();
        }
    }

    private record Closing(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer)
            implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CLOSE_LIMIT);
        }
    }

    private void readOn(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        TopicPartition chosen = choose(consumer);
        consumer.assign(List.of(chosen));
        if (chosen.equals(partition)) {
            consumer.seek(chosen, next);
        } else {
            consumer.seekToEnd(List.of(chosen));
            next = consumer.position(chosen, ASK_LIMIT);
            partition = chosen;
        }
        probe(consumer, chosen);
        desk.open(chosen.partition());
        if (troubled) {
            troubled = false;
            LOG.info("Replies are read again topic={} partition={}", chosen.topic(), chosen.partition());
        }
        long probedNanos = nanoTime.getAsLong();
        while (stopped.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
                next = record.offset() + 1;
            }
            if (nanoTime.getAsLong() - probedNanos >= PROBE_PAUSE_NANOS) {
                probe(consumer, chosen);
                probedNanos = nanoTime.getAsLong();
            }
        }
    }

    /** Throws unless the partition's leader answers. */
    private static void probe(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.endOffsets(List.of(partition), PROBE_LIMIT);
    }

    private TopicPartition choose(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(source.topic(), ASK_LIMIT);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("the topic " + source.topic() + " does not exist; create it");
        }
        return new TopicPartition(source.topic(), Math.floorMod(source.spread(), partitions.size()));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Reception reception;
        try {
            reception = desk.receive(form.read(text(record.key()), headers(record), record.value()));
        } catch (RuntimeException e) {
            // Whatever is wrong with it: the next one must be read.
            reception = Reception.INVALID;
            long count = pace.happened("invalid", nanoTime.getAsLong());
            if (count > 0) {
                LOG.warn(
                        "A reply cannot be used, its event is answered as if none had come: {} topic={} partition={} offset={}"
                                + " count={}",
                        e instanceof IllegalArgumentException
                                ? e.getMessage()
                                : e.getClass().getName(),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        count);
            }
        }
        counter.accept(reception);
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            String value = text(header.value());
            if (value != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), value);
            }
        }
        return headers;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private void fail(Throwable problem) {
        if (!troubled && stopped.getCount() > 0) {
            troubled = true;
            LOG.warn(
                    "Replies cannot be read, events that need one are answered 503 until they can: {} topic={}; check"
                            + " reply.topic and reply.consumer.*",
                    problem.getMessage(),
                    source.topic(),
                    problem);
        }
    }

    private void rest() {
        try {
            stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    /** Ends {@link #run} soon. Idempotent, from any thread. */
    @Override
    public void close() {
        stopped.countDown();
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
