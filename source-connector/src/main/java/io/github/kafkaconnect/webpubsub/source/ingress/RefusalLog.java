package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.observe.OncePerMinute;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells why requests are refused without a line for each: once a minute for each reason, and how many there were since. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private static final int MAX_SHOWN = 200;

    private final OncePerMinute pace = new OncePerMinute();
    private final LongSupplier nanoTime;

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    RefusalLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param path of the request, without its query */
    void note(Refusal refusal, String path) {
        long count = count(refusal.reason());
        if (count > 0) {
            LOG.warn(
                    "Upstream request refused: {} code={} status={} path={} count={}",
                    refusal.detail(),
                    refusal.code().id(),
                    refusal.status(),
                    shown(path),
                    count);
        }
    }

    void noteDefect(RuntimeException defect, String path) {
        long count = count(defect.getClass().getName());
        if (count > 0) {
            LOG.error("Upstream request failed by a defect code=WPS-5001 path={} count={}", shown(path), count, defect);
        }
    }

    /** Anybody may send a path: one line of plain characters is logged of it, and not more than fits one. */
    static String shown(String path) {
        String start = path.length() > MAX_SHOWN ? path.substring(0, MAX_SHOWN) + "..." : path;
        return start.replaceAll("[^!-~]", "?");
    }

    /**
     * @param reason one of few, however many requests there are: words of ours
     * @return how many since the line before; 0 when no line is due
     */
    long count(String reason) {
        return pace.happened(reason, nanoTime.getAsLong());
    }
}
