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
                    path);
        }
    }

    void noteDefect(RuntimeException defect, String path) {
        if (isWorthALine(defect.getClass().getName())) {
            LOG.error("Upstream request failed by a defect code=WPS-5001 path={}", path, defect);
        }
    }

    private boolean isWorthALine(String reason) {
        long count =
                countByReason.computeIfAbsent(reason, key -> new AtomicLong()).incrementAndGet();
        return Long.bitCount(count) == 1;
    }
}
