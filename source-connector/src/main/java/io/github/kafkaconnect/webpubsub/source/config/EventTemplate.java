package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with places for facts of an event, such as {@code webpubsub.${hub}}. Parsed once; values are put in literally. A {@code $}
 * without a brace stands for itself.
 */
public final class EventTemplate {
    /** Facts that a topic's name may use: a client can choose the event's name only. */
    public static final Set<String> TOPIC_NAMES = Set.of("hub", "kind", "event");

    /** Facts that no client has a say in. */
    static final Set<String> HUB_NAMES = Set.of("hub");

    /** Facts that a key may use. */
    public static final Set<String> KEY_NAMES = Set.of(
            "hub",
            "kind",
            "event",
            "connectionid",
            "userid",
            "id",
            "type",
            "source",
            "subprotocol",
            "physicalconnectionid",
            "sessionid",
            "namespace",
            "socketid");

    private final List<Part> parts;

    private EventTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private record Part(String text, boolean literal) {}

    /** @throws IllegalArgumentException when a place is not closed or names something else than the given facts */
    public static EventTemplate parse(String text, Set<String> names) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            if (open < 0) {
                open = text.length();
            }
            if (open > at) {
                parts.add(new Part(text.substring(at, open), true));
            }
            at = open;
            if (open < text.length()) {
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw new IllegalArgumentException("'${' at position " + open + " is not closed by '}'");
                }
                parts.add(new Part(known(text.substring(open + 2, close), names), false));
                at = close + 1;
            }
        }
        return new EventTemplate(parts);
    }

    private static String known(String name, Set<String> names) {
        if (name.contains(":")) {
            throw new IllegalArgumentException(
                    "${" + name + "} is a placeholder of a config provider that the worker did not"
                            + " resolve; set config.providers on the worker, or use one of " + new TreeSet<>(names));
        }
        if (!names.contains(name)) {
            throw new IllegalArgumentException("${" + name + "} is unknown here; use one of " + new TreeSet<>(names));
        }
        return name;
    }

    /** Whether the result depends on the event's name, which clients choose. */
    public boolean usesEventName() {
        return parts.stream().anyMatch(part -> !part.literal && part.text.equals("event"));
    }

    /**
     * The text for an event; facts that it lacks are empty.
     *
     * @param hub the hub as configured, whatever case the event writes it in
     */
    public String render(String hub, UpstreamEvent event) {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            result.append(part.literal ? part.text : fact(part.text, hub, event));
        }
        return result.toString();
    }

    private static String fact(String name, String hub, UpstreamEvent event) {
        return switch (name) {
            case "hub" -> hub;
            case "kind" -> event.kind().word();
            case "event" -> event.eventName();
            default -> event.attribute(name).orElse("");
        };
    }
}
