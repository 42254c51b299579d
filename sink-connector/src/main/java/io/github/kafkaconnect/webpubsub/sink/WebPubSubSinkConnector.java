package io.github.kafkaconnect.webpubsub.sink;

import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import io.github.kafkaconnect.webpubsub.sink.config.SinkConfigCheck;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.TopicOverrides;
import io.github.kafkaconnect.webpubsub.sink.task.ConnectionCheck;
import io.github.kafkaconnect.webpubsub.sink.task.WebPubSubSinkTask;
import io.github.kafkaconnect.webpubsub.sink.workflow.WorkflowConfigCheck;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** All problems at once, each at its key; asks the service only when that is wanted and nothing else is wrong. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config config = super.validate(connectorConfigs);
        TopicOverrides.show(config.configValues(), connectorConfigs);
        problems(connectorConfigs).forEach(problem -> add(config, problem));
        boolean fine = config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (fine) {
            ConnectionCheck.problem(connectorConfigs).ifPresent(problem -> add(config, problem));
        }
        return config;
    }

    private static void add(Config config, ConfigProblem problem) {
        config.configValues().stream()
                .filter(value -> value.name().equals(problem.key()))
                .forEach(value -> value.addErrorMessage(problem.message()));
    }

    @Override
    public void start(Map<String, String> props) {
        problems(props).stream().findFirst().ifPresent(problem -> {
            throw new ConfigException(problem.message());
        });
        properties = Collections.unmodifiableMap(new HashMap<>(props));
    }

    private static List<ConfigProblem> problems(Map<String, String> properties) {
        return Stream.concat(
                        SinkConfigCheck.allProblems(properties).stream(),
                        WorkflowConfigCheck.problems(properties).stream())
                .toList();
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
