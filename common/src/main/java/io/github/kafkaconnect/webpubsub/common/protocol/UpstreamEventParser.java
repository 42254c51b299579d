package io.github.kafkaconnect.webpubsub.common.protocol;

import static java.util.Map.entry;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event from the headers and the body of a request in CloudEvents binary mode. Attribute names become lower case, unknown
 * attributes survive. {@code ce-signature}, {@code Authorization} and {@code Cookie} are credentials and are left out unless asked
 * for; other request headers do not belong to the event. Stateless.
 */
public final class UpstreamEventParser {
    private static final String PREFIX = "ce-";
    private static final Set<String> CREDENTIAL_HEADERS = Set.of("authorization", "cookie");
    private static final List<String> REQUIRED =
            List.of("id", "source", "type", "specversion", "hub", "connectionid", "eventname");
    /**
     * Attributes with text of users, which CloudEvents over HTTP percent-encodes. The others are ASCII by the service's rules or
     * opaque, above all the connection state, and are never re-encoded.
     */
    private static final Set<String> PERCENT_ENCODED = Set.of("userid", "eventname", "type");

    /** The attributes of the service by the name of their header, so that these need no new string, and no new hash, for each event. */
    private static final Map<String, String> ATTRIBUTE_BY_HEADER = Map.ofEntries(
            entry("ce-awpsversion", "awpsversion"),
            entry("ce-connectionid", "connectionid"),
            entry("ce-connectionstate", "connectionstate"),
            entry("ce-eventname", "eventname"),
            entry("ce-hub", "hub"),
            entry("ce-id", "id"),
            entry("ce-namespace", "namespace"),
            entry("ce-physicalconnectionid", "physicalconnectionid"),
            entry("ce-sessionid", "sessionid"),
            entry("ce-signature", "signature"),
            entry("ce-socketid", "socketid"),
            entry("ce-source", "source"),
            entry("ce-specversion", "specversion"),
            entry("ce-subprotocol", "subprotocol"),
            entry("ce-time", "time"),
            entry("ce-type", "type"),
            entry("ce-userid", "userid"));

    private final Credentials credentials;

    public UpstreamEventParser(Credentials credentials) {
        this.credentials = credentials;
    }

    /** What to do with credentials that came with an event. */
    public enum Credentials {
        DROP,
        KEEP
    }

    /**
     * The event of a request. The body is not looked at.
     *
     * @throws WebPubSubException EVENT_MALFORMED, with the name of the offending attribute but never its value
     */
    public UpstreamEvent parse(List<Map.Entry<String, String>> headers, byte[] body) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                String known = ATTRIBUTE_BY_HEADER.get(name);
                addAttribute(attributes, known == null ? name.substring(PREFIX.length()) : known, header.getValue());
            } else if (name.equals("content-type")) {
                attributes.put("datacontenttype", header.getValue().trim());
            } else if (belongsToEvent(name)) {
                others.put(name, header.getValue());
            }
        }
        requireComplete(attributes);
        return new UpstreamEvent(kindOf(attributes), attributes, others, body);
    }

    private void addAttribute(Map<String, String> attributes, String name, String raw) {
        if (name.isEmpty()) {
            throw malformed("a header is named 'ce-' and nothing more");
        }
        if (name.equals("signature")) {
            if (credentials == Credentials.KEEP) {
                attributes.merge(name, raw.trim(), (first, second) -> first + "," + second);
            }
            return;
        }
        String trimmed = raw.trim();
        boolean encoded = trimmed.indexOf('%') >= 0 && PERCENT_ENCODED.contains(name);
        String value = encoded ? PercentDecoding.decode(trimmed) : trimmed;
        @Nullable String earlier = attributes.putIfAbsent(name, value);
        if (earlier != null && !earlier.equals(value)) {
            throw malformed("ce-" + name + " came twice with different values");
        }
    }

    private boolean belongsToEvent(String name) {
        return name.startsWith("mqtt-")
                || name.startsWith("x-webpubsub-metadata-")
                || (credentials == Credentials.KEEP && CREDENTIAL_HEADERS.contains(name));
    }

    private static void requireComplete(Map<String, String> attributes) {
        for (String name : REQUIRED) {
            if (attributes.getOrDefault(name, "").isEmpty()) {
                throw malformed("ce-" + name + " is missing: not an event of Web PubSub");
            }
        }
        if (!"1.0".equals(attributes.get("specversion"))) {
            throw malformed("ce-specversion is not 1.0");
        }
    }

    private static UpstreamEvent.Kind kindOf(Map<String, String> attributes) {
        String type = attributes.getOrDefault("type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("azure.webpubsub.user.")) {
            return "message".equals(attributes.get("eventname"))
                    ? UpstreamEvent.Kind.MESSAGE
                    : UpstreamEvent.Kind.CUSTOM;
        }
        return switch (type) {
            case "azure.webpubsub.sys.connect" -> UpstreamEvent.Kind.CONNECT;
            case "azure.webpubsub.sys.connected" -> UpstreamEvent.Kind.CONNECTED;
            case "azure.webpubsub.sys.disconnected" -> UpstreamEvent.Kind.DISCONNECTED;
            case "azure.webpubsub.gp.joined" -> UpstreamEvent.Kind.GROUP_JOINED;
            case "azure.webpubsub.gp.left" -> UpstreamEvent.Kind.GROUP_LEFT;
            default -> UpstreamEvent.Kind.OTHER;
        };
    }

    private static WebPubSubException malformed(String detail) {
        return new WebPubSubException(ErrorCode.EVENT_MALFORMED, detail);
    }
}
