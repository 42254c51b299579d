package io.github.kafkaconnect.webpubsub.emulator.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings.AnonymousConnectPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hub settings as JSON, in the form of the management API's {@code properties}. Every method that reads throws
 * {@link IllegalArgumentException} with the path of the member that is wrong.
 */
public final class HubSettingsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern HUB = Pattern.compile("[A-Za-z][A-Za-z0-9_`,.\\[\\]]{0,127}");

    private HubSettingsJson() {}

    /**
     * Reads a file that maps hub names to their {@code properties}.
     *
     * @return settings by name, looked up without regard to case
     */
    public static Map<String, HubSettings> parseHubs(String json) {
        JsonNode root = read(json);
        if (!root.isObject()) {
            throw new IllegalArgumentException("expected an object that maps hub names to their properties");
        }
        Map<String, HubSettings> hubs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            String hub = entry.getKey();
            if (!HUB.matcher(hub).matches()) {
                throw new IllegalArgumentException("hub '" + hub + "': not a hub name, which is a letter and then up to"
                        + " 127 of letters, digits and _ ` , . [ ]");
            }
            HubSettings former = hubs.put(hub, at("hub '" + hub + "'", () -> parse(entry.getValue())));
            if (former != null) {
                throw new IllegalArgumentException("hub '" + hub + "' is given twice; case does not count");
            }
        }
        return hubs;
    }

    /** Reads one hub's {@code properties}. */
    public static HubSettings parse(String json) {
        return parse(read(json));
    }

    /** Reads one hub's {@code properties}; absent and null members have the service's defaults. */
    public static HubSettings parse(JsonNode properties) {
        Members members = new Members(properties);
        members.allow("eventHandlers", "anonymousConnectPolicy", "webSocketKeepAliveIntervalInSeconds");
        members.refuseUnlessEmpty("eventListeners");
        members.refuseUnlessEmpty("groupPresenceEvents");
        List<EventHandler> handlers = new ArrayList<>();
        JsonNode list = members.array("eventHandlers");
        for (int i = 0; i < list.size(); i++) {
            JsonNode handler = list.get(i);
            handlers.add(at("eventHandlers[" + i + "]", () -> handler(handler)));
        }
        JsonNode keepAlive = members.get("webSocketKeepAliveIntervalInSeconds");
        if (keepAlive != null && !keepAlive.canConvertToInt()) {
            throw new IllegalArgumentException("webSocketKeepAliveIntervalInSeconds must be 1..120, not " + keepAlive);
        }
        return new HubSettings(handlers, policy(members), keepAlive == null ? 20 : keepAlive.intValue());
    }

    private static AnonymousConnectPolicy policy(Members members) {
        String policy = members.text("anonymousConnectPolicy");
        return switch (policy == null ? "deny" : policy.toLowerCase(Locale.ROOT)) {
            case "allow" -> AnonymousConnectPolicy.ALLOW;
            case "deny" -> AnonymousConnectPolicy.DENY;
            default -> throw new IllegalArgumentException(
                    "anonymousConnectPolicy must be allow or deny, not '" + policy + "'");
        };
    }

    private static EventHandler handler(JsonNode json) {
        Members members = new Members(json);
        members.allow("urlTemplate", "userEventPattern", "systemEvents", "auth");
        members.refuseUnlessEmpty("groupPresenceEvents");
        String urlTemplate = members.text("urlTemplate");
        if (urlTemplate == null) {
            throw new IllegalArgumentException("urlTemplate is missing");
        }
        Set<String> systemEvents = new LinkedHashSet<>();
        for (JsonNode event : members.array("systemEvents")) {
            systemEvents.add(event.isTextual() ? event.textValue().toLowerCase(Locale.ROOT) : event.toString());
        }
        String pattern = members.text("userEventPattern");
        return new EventHandler(
                urlTemplate,
                pattern == null || pattern.isBlank() ? null : pattern,
                systemEvents,
                auth(members.get("auth")));
    }

    private static EventHandler.Auth auth(@Nullable JsonNode json) {
        if (json == null) {
            return EventHandler.Auth.NONE;
        }
        return at("auth", () -> {
            Members members = new Members(json);
            members.allow("type", "managedIdentity");
            String type = members.text("type");
            if (type == null || type.equalsIgnoreCase("None")) {
                return EventHandler.Auth.NONE;
            }
            JsonNode identity = members.get("managedIdentity");
            String resource = identity == null ? null : new Members(identity).text("resource");
            return new EventHandler.Auth(type.equalsIgnoreCase("ManagedIdentity") ? "ManagedIdentity" : type, resource);
        });
    }

    /** Writes what {@link #parse(JsonNode)} reads. */
    public static ObjectNode write(HubSettings settings) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode handlers = json.putArray("eventHandlers");
        for (EventHandler handler : settings.eventHandlers()) {
            ObjectNode entry = handlers.addObject().put("urlTemplate", handler.urlTemplate());
            if (handler.userEventPattern() != null) {
                entry.put("userEventPattern", handler.userEventPattern());
            }
            ArrayNode events = entry.putArray("systemEvents");
            handler.systemEvents().forEach(events::add);
            ObjectNode auth = entry.putObject("auth").put("type", handler.auth().type());
            if (handler.auth().resource() != null) {
                auth.putObject("managedIdentity").put("resource", handler.auth().resource());
            }
        }
        json.put(
                "anonymousConnectPolicy",
                settings.anonymousConnectPolicy().name().toLowerCase(Locale.ROOT));
        return json.put("webSocketKeepAliveIntervalInSeconds", settings.webSocketKeepAliveIntervalInSeconds());
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not JSON: " + malformed.getMessage(), malformed);
        }
    }

    private static <T> T at(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(path + ": " + problem.getMessage(), problem);
        }
    }
}
