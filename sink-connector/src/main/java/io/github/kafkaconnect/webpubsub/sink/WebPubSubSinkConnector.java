package io.github.kafkaconnect.webpubsub.sink;

import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.sink.config.SinkConfigCheck;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.task.WebPubSubSinkTask;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Sends Kafka records to the clients of an Azure Web PubSub hub. */
public final class WebPubSubSinkConnector extends SinkConnector {
    private static final ConfigDef CONFIG = SinkOptions.SPEC.toConfigDef();

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    /** All problems at once, each at its key; makes no call to the service. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config config = super.validate(connectorConfigs);
        SinkConfigCheck.problems(connectorConfigs).forEach(problem -> config.configValues().stream()
                .filter(value -> value.name().equals(problem.key()))
                .forEach(value -> value.addErrorMessage(problem.message())));
        return config;
    }

    @Override
    public void start(Map<String, String> props) {
        SinkConfigCheck.problems(props).stream().findFirst().ifPresent(problem -> {
            throw new ConfigException(problem.message());
        });
        properties = Collections.unmodifiableMap(new HashMap<>(props));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return WebPubSubSinkTask.class;
    }

    /** The original properties and an index for every task: Connect spreads the partitions. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(index -> {
                    Map<String, String> task = new HashMap<>(properties);
                    task.put(SinkOptions.TASK_INDEX, Integer.toString(index));
                    return task;
                })
                .toList();
    }

    @Override
    public void stop() {}
}
