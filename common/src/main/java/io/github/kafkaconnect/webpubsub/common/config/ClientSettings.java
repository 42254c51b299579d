package io.github.kafkaconnect.webpubsub.common.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Settings that a connector hands on to a Kafka client of its own, which stand behind a prefix in its configuration. Pure but for a log
 * line of the client about its settings, in which it hides secrets.
 */
public final class ClientSettings {
    private static final String SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
    private static final Pattern ADDRESS = Pattern.compile("\\S+:\\d{1,5}");

    /** Of a config provider, where it is not resolved yet. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}:]*:[^}]*\\}");

    private final String prefix;
    private final ConfigDef definition;
    private final Consumer<Map<String, Object>> whole;

    /**
     * @param prefix such as {@code reply.consumer.}
     * @param definition of single settings
     * @param whole makes a configuration of all of them; throws a {@link KafkaException} where they do not fit together
     */
    public ClientSettings(String prefix, ConfigDef definition, Consumer<Map<String, Object>> whole) {
        this.prefix = prefix;
        this.definition = definition;
        this.whole = whole;
    }

    /**
     * All that is wrong, each with its key and never with its value, which may be a secret in the wrong place. What is a placeholder
     * still counts as right.
     *
     * @param settings without the prefix, as the client gets them
     */
    public List<String> problems(Map<String, Object> settings) {
        Map<String, String> known = new HashMap<>();
        settings.forEach((key, value) -> {
            if (!isPlaceholder(String.valueOf(value))) {
                known.put(key, String.valueOf(value));
            }
        });
        List<String> problems = new ArrayList<>();
        addServers(settings, problems);
        for (ConfigValue value : definition.validate(known)) {
            if (!value.errorMessages().isEmpty() && !value.name().equals(SERVERS)) {
                problems.add(prefix + value.name() + " " + reason(value));
            }
        }
        if (problems.isEmpty() && known.size() == settings.size()) {
            addWhole(settings, problems);
        }
        return problems;
    }

    private void addServers(Map<String, Object> settings, List<String> problems) {
        String servers = String.valueOf(settings.getOrDefault(SERVERS, "")).trim();
        if (isPlaceholder(servers)) {
            return;
        }
        for (String server : servers.split(",", -1)) {
            if (!ADDRESS.matcher(server.trim()).matches()) {
                problems.add(prefix + SERVERS + " must list host:port, separated by commas");
                return;
            }
        }
    }

    private void addWhole(Map<String, Object> settings, List<String> problems) {
        try {
            whole.accept(settings);
        } catch (KafkaException e) {
            problems.add(prefix + "* do not fit together: " + e.getMessage());
        }
    }

    /** What Kafka says, without the value before it. */
    private String reason(ConfigValue value) {
        ConfigDef.ConfigKey key = definition.configKeys().get(value.name());
        String mark = " for configuration " + value.name() + ": ";
        String message = value.errorMessages().get(0);
        int at = message.indexOf(mark);
        boolean secret = key == null || key.type == ConfigDef.Type.PASSWORD;
        return secret || at < 0 ? "cannot be used" : "cannot be used: " + message.substring(at + mark.length());
    }

    private static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }
}
