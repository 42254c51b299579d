package io.github.kafkaconnect.webpubsub.source;

import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.source.config.PolicyFiles;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import io.github.kafkaconnect.webpubsub.source.config.SourceValidation;
import io.github.kafkaconnect.webpubsub.source.policy.SourcePolicies;
import io.github.kafkaconnect.webpubsub.source.task.WebPubSubSourceTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Receives the upstream events of Azure Web PubSub hubs and answers them once Kafka has them. */
public final class WebPubSubSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> given) {
        properties = new HashMap<>(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return WebPubSubSourceTask.class;
    }

    /** As many tasks as asked for: each worker that runs one can receive events. Values are passed on untouched, placeholders too. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int index = 0; index < maxTasks; index++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(SourceConfig.TASK_INDEX, Integer.toString(index));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        // Tasks hold everything that needs to be released.
    }

    @Override
    public ConfigDef config() {
        return SourceOptions.SPEC.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> given) {
        return SourceValidation.validate(given, options -> SourcePolicies.problems(options, PolicyFiles::read));
    }

    /** A webhook cannot be asked to send from a position again, so a crash between write and answer repeats an event. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> given) {
        return ConnectorTransactionBoundaries.UNSUPPORTED;
    }

    /** There are no offsets; a reset is harmless and anything else is a mistake. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        if (offsets.values().stream().anyMatch(offset -> offset != null)) {
            throw new ConnectException(
                    "WPS-1001 this connector has no offsets to alter: Web PubSub posts events and cannot send"
                            + " them from a position again; only a reset (null) is accepted");
        }
        return true;
    }
}
