package io.github.kafkaconnect.webpubsub.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An event of one connection; the service numbers them from 0, the connect. */
record SimulatedEvent(String connection, int number, String name) {
    private static final String HUB = "chat";

    boolean isConnect() {
        return name.equals("connect");
    }

    boolean isMessage() {
        return name.equals("message");
    }

    /** Of a client that the policy refuses. */
    boolean isRefused() {
        return isConnect() && connection.startsWith("evil");
    }

    /** Of a client that the application refuses, where it is asked. */
    boolean isDenied() {
        return isConnect() && connection.startsWith("bad");
    }

    /** Whether an application may be asked for its answer. */
    boolean isAnswerable() {
        return isConnect() || isMessage();
    }

    /** The headers that the service sends, as a receiver hands them on. */
    List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("ce-specversion", "1.0"));
        headers.add(Map.entry("ce-type", "azure.webpubsub." + (isMessage() ? "user." : "sys.") + name));
        headers.add(Map.entry("ce-source", "/hubs/" + HUB + "/client/" + connection));
        headers.add(Map.entry("ce-id", Integer.toString(number)));
        headers.add(Map.entry("ce-time", "2026-03-04T05:06:07Z"));
        headers.add(Map.entry("ce-hub", HUB));
        headers.add(Map.entry("ce-connectionid", connection));
        headers.add(Map.entry("ce-eventname", name));
        return headers;
    }

    byte[] body() {
        return ("body of " + this).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return connection + "/" + number + " " + name;
    }
}
