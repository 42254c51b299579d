package io.github.kafkaconnect.webpubsub.stack;

import java.util.Properties;

/**
 * What the local stack can be told, as system properties.
 *
 * @param webPubSubPort the emulator
 * @param kafkaPort the broker's clients
 * @param connectPort the worker's REST API
 * @param pagePort the web page
 * @param webhookPort where the source connector listens for the service
 * @param accessKey the emulator's primary key
 */
record LocalOptions(
        int webPubSubPort, int kafkaPort, int connectPort, int pagePort, int webhookPort, String accessKey) {

    /** The hub of the chat. */
    static final String HUB = "chat";

    /** The key of the service team's own emulator, so that the two can be swapped for each other; no secret. */
    static final String DEFAULT_ACCESS_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";

    static final int DEFAULT_WEBPUBSUB_PORT = 8080;
    static final int DEFAULT_WEBHOOK_PORT = 8090;
    private static final int DEFAULT_KAFKA_PORT = 9092;
    private static final int DEFAULT_CONNECT_PORT = 8083;
    private static final int DEFAULT_PAGE_PORT = 8081;

    /** Reads {@code local.*}, and makes sure that each port is free. */
    static LocalOptions claim(Properties properties) {
        return new LocalOptions(
                port(properties, "local.webpubsub.port", DEFAULT_WEBPUBSUB_PORT),
                port(properties, "local.kafka.port", DEFAULT_KAFKA_PORT),
                port(properties, "local.connect.port", DEFAULT_CONNECT_PORT),
                port(properties, "local.page.port", DEFAULT_PAGE_PORT),
                port(properties, "local.webhook.port", DEFAULT_WEBHOOK_PORT),
                properties.getProperty("local.accesskey", DEFAULT_ACCESS_KEY));
    }

    String endpoint() {
        return "http://127.0.0.1:" + webPubSubPort;
    }

    String connectionString() {
        return "Endpoint=" + endpoint() + ";AccessKey=" + accessKey + ";Version=1.0;";
    }

    private static int port(Properties properties, String option, int standard) {
        String text = properties.getProperty(option, Integer.toString(standard));
        try {
            return Ports.claim(option, Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            throw new StackException("-D" + option + "=" + text + " is not a port (0 to 65535, 0 = any free one)", e);
        }
    }
}
