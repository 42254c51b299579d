package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.observe.OncePerMinute;
import io.netty.channel.Channel;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver has turned away by itself: counted by reason, and told once a minute for each. Safe for many threads. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int MAX_SHOWN = 200;

    private final Map<TurnedAway, LongAdder> counts = new EnumMap<>(TurnedAway.class);
    private final OncePerMinute pace = new OncePerMinute();
    private final LongSupplier nanoTime;

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (TurnedAway reason : TurnedAway.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /**
     * @param detail in words of ours, never what the peer sent
     * @return how many the line stands for that was written; 0 when none was due
     */
    long note(TurnedAway reason, String detail, Channel channel) {
        LongAdder counter = counts.get(reason);
        if (counter != null) {
            counter.increment();
        }
        long count = pace.happened(reason.name(), nanoTime.getAsLong());
        if (count > 0) {
            LOG.warn(
                    "Turned away by the listener: {} address={} peer={} count={}",
                    detail,
                    channel.localAddress(),
                    channel.remoteAddress(),
                    count);
        }
        return count;
    }

    /** Since the start. */
    Map<TurnedAway, Long> counts() {
        Map<TurnedAway, Long> sums = new EnumMap<>(TurnedAway.class);
        counts.forEach((reason, counter) -> sums.put(reason, counter.sum()));
        return sums;
    }

    /** Why a TLS handshake failed, as one line; a peer that spoke something else may have sent a secret in clear. */
    static String handshake(@Nullable Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "a TLS handshake failed: what came is not TLS";
        }
        String message = String.valueOf(cause == null ? null : cause.getMessage());
        String start = message.length() > MAX_SHOWN ? message.substring(0, MAX_SHOWN) + "..." : message;
        return "a TLS handshake failed: " + start.replaceAll("[^ -~]", "?");
    }
}
