package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows which event waits for which reply. A correlation id is the instance, which no other task and no earlier life of this one has, and
 * a number. Safe for many threads, without locks.
 *
 * @param <R> the rendered event
 */
public final class ReplyDesk<R> {
    private final Handoff<R> handoff;
    private final String instance;
    private final AtomicLong last = new AtomicLong();
    private final ConcurrentMap<Long, Waiting<R>> waitingByNumber = new ConcurrentHashMap<>();
    private volatile boolean open;
    /** Stays when nobody reads any more, for a question that is just being asked. */
    private volatile int partition = NOWHERE;

    private static final int NOWHERE = -1;

    /** @param instance random, without {@code -} */
    public ReplyDesk(Handoff<R> handoff, String instance) {
        this.handoff = handoff;
        this.instance = instance;
    }

    private record Waiting<R>(UpstreamEvent.Kind kind, OwedReply<R> owed) {}

    /** A question that is about to be asked. */
    public record Ticket(String correlationId, int partition, long number) {}

    /** From now on replies on this partition are read, from a position before anything that is asked later. */
    void open(int readPartition) {
        partition = readPartition;
        open = true;
    }

    /** Nobody reads replies for now. */
    void close() {
        open = false;
    }

    /** Whether replies are read, without which nobody should be asked. */
    public boolean isOpen() {
        return open;
    }

    public Ticket ticket() {
        long number = last.incrementAndGet();
        return new Ticket(instance + "-" + number, partition, number);
    }

    /** Replies to the ticket answer this event. To be called before its record can be seen by anybody. */
    public void expect(Ticket ticket, UpstreamEvent.Kind kind, OwedReply<R> owed) {
        waitingByNumber.put(ticket.number(), new Waiting<>(kind, owed));
    }

    /** How many events wait for an application. */
    public int waiting() {
        return waitingByNumber.size();
    }

    /** Gives a reply to its event. Never blocks. */
    Reception receive(Reply reply) {
        String id = reply.correlationId();
        if (!id.startsWith(instance + "-")) {
            return Reception.FOREIGN;
        }
        Waiting<R> waiting = waitingByNumber.remove(number(id.substring(instance.length() + 1)));
        if (waiting == null) {
            return Reception.LATE;
        }
        try {
            boolean first = handoff.reply(waiting.owed(), answer(waiting, reply));
            return first ? Reception.TAKEN : Reception.LATE;
        } catch (IllegalArgumentException e) {
            handoff.giveUpReply(waiting.owed());
            throw e;
        }
    }

    /** Who says yes to a client and no more agrees to what the policy says of it; any other answer stands for itself. */
    private static UpstreamReply answer(Waiting<?> waiting, Reply reply) {
        UpstreamReply given = reply.content().of(waiting.kind());
        boolean bare = given.isSuccess() && given.body().length == 0 && given.connectionState() == null;
        return bare && waiting.kind() == UpstreamEvent.Kind.CONNECT
                ? waiting.owed().planned()
                : given;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Forgets events that were answered without a reply. Called now and then. */
    public void sweep() {
        waitingByNumber.values().removeIf(waiting -> waiting.owed().isClosed());
    }

    /** What a record says to whoever shall reply. */
    public static Map<String, String> headers(Ticket ticket, String topic, long deadlineMs) {
        return Map.of(
                ReplyForm.CORRELATION_ID,
                ticket.correlationId(),
                "webpubsub-reply-topic",
                topic,
                "webpubsub-reply-partition",
                Integer.toString(ticket.partition()),
                "webpubsub-reply-deadline",
                Long.toString(deadlineMs));
    }
}
