package io.github.kafkaconnect.webpubsub.bench.load;

import java.util.Map;

/**
 * What a program that makes load is told, as system properties.
 *
 * @param port of the stub, on 127.0.0.1
 * @param targets to send to, in turn
 * @param inFlight requests at the same time, each on a connection of its own
 * @param bytes length of a payload
 * @param bootstrap of the broker, and the topic and consumer group to read by; empty when records come from memory
 */
public record Load(int port, int targets, int inFlight, int bytes, String bootstrap, String topic, String group) {

    /** Records from memory. */
    public static Load fromMemory(int port, int targets, int inFlight, int bytes) {
        return new Load(port, targets, inFlight, bytes, "", "", "");
    }

    /** Records from a topic. */
    public Load from(String newBootstrap, String newTopic, String newGroup) {
        return new Load(port, targets, inFlight, bytes, newBootstrap, newTopic, newGroup);
    }

    /** As system properties of the program. */
    public Map<String, String> properties() {
        return Map.of(
                "load.port", Integer.toString(port),
                "load.targets", Integer.toString(targets),
                "load.inFlight", Integer.toString(inFlight),
                "load.bytes", Integer.toString(bytes),
                "load.bootstrap", bootstrap,
                "load.topic", topic,
                "load.group", group);
    }

    static Load fromProperties() {
        return new Load(
                Integer.getInteger("load.port", 0),
                Integer.getInteger("load.targets", 0),
                Integer.getInteger("load.inFlight", 0),
                Integer.getInteger("load.bytes", 0),
                System.getProperty("load.bootstrap", ""),
                System.getProperty("load.topic", ""),
                System.getProperty("load.group", ""));
    }
}
