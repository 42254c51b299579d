package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells why requests are refused without a line for each: the first, second, fourth, eighth ... of a kind is logged. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private static final int MAX_SHOWN = 200;

    /** Few keys, however many requests: reasons are words of ours. */
    private final Map<String, AtomicLong> countByReason = new ConcurrentHashMap<>();

    /** @param path of the request, without its query */
    void note(Refusal refusal, String path) {
        if (isWorthALine(refusal.reason())) {
            LOG.warn(
                    "Upstream request refused: {} code={} status={} path={}",
                    refusal.detail(),
                    refusal.code().id(),
                    refusal.status(),
                    shown(path));
        }
    }

    void noteDefect(RuntimeException defect, String path) {
        if (isWorthALine(defect.getClass().getName())) {
            LOG.error("Upstream request failed by a defect code=WPS-5001 path={}", shown(path), defect);
        }
    }

    /** Anybody may send a path: one line of plain characters is logged of it, and not more than fits one. */
    static String shown(String path) {
        String start = path.length() > MAX_SHOWN ? path.substring(0, MAX_SHOWN) + "..." : path;
        return start.replaceAll("[^!-~]", "?");
    }

    private boolean isWorthALine(String reason) {
        long count =
                countByReason.computeIfAbsent(reason, key -> new AtomicLong()).incrementAndGet();
        return Long.bitCount(count) == 1;
    }
}
