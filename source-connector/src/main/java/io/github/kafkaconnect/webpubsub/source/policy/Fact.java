package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectBody;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that an event tells, as rules and templates name it: {@code claim.tier}, {@code header.x-tenant}, {@code origin}.
 *
 * @param name within the root, lower-case where case does not count; empty where the root is all
 */
record Fact(Root root, String name) {
    static final Set<Root> OF_CONNECT = EnumSet.complementOf(EnumSet.of(Root.DATA));
    static final Set<Root> OF_USER_EVENT = EnumSet.of(Root.EVENT, Root.DATA);

    private static final Set<String> EVENT_NAMES = Set.of(
            "hub",
            "eventname",
            "connectionid",
            "userid",
            "id",
            "time",
            "type",
            "source",
            "subprotocol",
            "physicalconnectionid",
            "sessionid",
            "namespace",
            "socketid",
            "connectionstate",
            "datacontenttype");
    private static final Set<String> MQTT_NAMES = Set.of("username", "protocolversion");

    /** Where a fact comes from. */
    enum Root {
        /** Of the client's token: whoever signs tokens has said it. */
        CLAIM("claim.<name>"),
        QUERY("query.<name>"),
        HEADER("header.<name>"),
        /** Attributes of the event, which the service sets. */
        EVENT("event.<name>"),
        MQTT("mqtt.username, mqtt.protocolversion"),
        /** The page that a browser says the client is part of. */
        ORIGIN("origin"),
        /** What the client offers. */
        SUBPROTOCOL("subprotocol"),
        /** Thumbprints of certificates that the client has shown. */
        CERTIFICATE("certificate"),
        /** The data of a user event. */
        DATA("data");

        private final String form;

        Root(String form) {
            this.form = form;
        }

        boolean isNamed() {
            return this == CLAIM || this == QUERY || this == HEADER || this == EVENT || this == MQTT;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException with the names that there are */
    static Fact parse(String written, Set<Root> allowed) {
        int dot = written.indexOf('.');
        String word = dot < 0 ? written : written.substring(0, dot);
        for (Root root : allowed) {
            if (root.word().equals(word) && root.isNamed() == (dot >= 0)) {
                return new Fact(root, checked(root, written.substring(dot < 0 ? written.length() : dot + 1)));
            }
        }
        throw new IllegalArgumentException("'" + written + "' is unknown; there are "
                + allowed.stream().sorted().map(root -> root.form).collect(Collectors.joining(", ")));
    }

    private static String checked(Root root, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (root) {
            case EVENT -> oneOf(EVENT_NAMES, lower);
            case MQTT -> oneOf(MQTT_NAMES, lower);
            case HEADER -> notEmpty(lower);
            case CLAIM, QUERY -> notEmpty(name);
            default -> name;
        };
    }

    private static String oneOf(Set<String> names, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "has no '" + name + "'; there are " + String.join(", ", new TreeSet<>(names)));
        }
        return name;
    }

    private static String notEmpty(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("names nothing after the dot");
        }
        return name;
    }

    /** Whether it lets its reader act as the client; such a thing must not become a name that everybody sees. */
    boolean isCredential() {
        return (root == Root.QUERY && ConnectBody.isCredentialOfQuery(name))
                || (root == Root.HEADER && ConnectBody.isCredentialHeader(name));
    }

    /** A value as it is compared: hubs, origins and thumbprints are the same in either case. */
    String comparable(String value) {
        return switch (root) {
            case ORIGIN -> value.toLowerCase(Locale.ROOT);
            case CERTIFICATE -> value.replace(":", "").toLowerCase(Locale.ROOT);
            case EVENT -> name.equals("hub") ? value.toLowerCase(Locale.ROOT) : value;
            default -> value;
        };
    }

    /** Where values come from. */
    interface Source {
        /** All values of a fact, none of them empty: what is there but empty counts as absent. */
        List<String> values(Fact fact);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? root.word() : root.word() + '.' + name;
    }
}
