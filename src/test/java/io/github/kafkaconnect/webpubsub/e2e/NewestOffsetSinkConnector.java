package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Our sink with a wrong ledger, for {@link LedgerControlIT}. */
public final class NewestOffsetSinkConnector extends SinkConnector {

    private final WebPubSubSinkConnector right = new WebPubSubSinkConnector();

    @Override
    public String version() {
        return right.version();
    }

    @Override
    public ConfigDef config() {
        return right.config();
    }

    @Override
    public void start(Map<String, String> properties) {
        right.start(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return NewestOffsetSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return right.taskConfigs(maxTasks);
    }

    @Override
    public void stop() {
        right.stop();
    }
}
