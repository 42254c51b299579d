package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doorbell: passes Connect's calls on to the pipeline. */
public final class WebPubSubSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(WebPubSubSourceTask.class);

    private final ListenerRegistry listeners;
    private volatile @Nullable RunningSource running;

    /** For Connect: shares listeners with all tasks of the worker. */
    public WebPubSubSourceTask() {
        this(SharedListeners.OF_WORKER);
    }

    WebPubSubSourceTask(ListenerRegistry listeners) {
        this.listeners = listeners;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        try {
            SourceConfig config = SourceConfig.parse(properties);
            running = new SourceAssembly(config, listeners, System::nanoTime)
                    .start(ListenerSettings.of(config.door().address(), config.options()), context);
            LOG.info("Source task started {}", config);
        } catch (WebPubSubException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() {
        RunningSource source = running;
        if (source == null) {
            return null;
        }
        List<SourceRecord> records = source.poll();
        return records.isEmpty() ? null : records;
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        RunningSource source = running;
        if (source != null) {
            source.pipeline()
                    .committed(
                            record,
                            metadata == null
                                    ? SourcePipeline.Acknowledged.BY_NOBODY
                                    : SourcePipeline.Acknowledged.BY_KAFKA);
        }
    }

    @Override
    public void stop() {
        RunningSource source = running;
        running = null;
        if (source != null) {
            source.stop();
            LOG.info("Source task stopped");
        }
    }
}
