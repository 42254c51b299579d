package io.github.kafkaconnect.webpubsub.common.protocol;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a connect event without what lets its reader act as the client: the token and code of the query, authorization
 * and cookie headers, the MQTT password. All other members stay, unknown ones included.
 */
public final class ConnectBody {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Of two equal names the tree keeps the last: the first would pass unseen.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Set<String> QUERY = Set.of("access_token", "code");
    private static final Set<String> HEADERS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Set<String> MQTT = Set.of("password");

    private ConnectBody() {}

    /**
     * The body as given when it holds no credential.
     *
     * @throws WebPubSubException EVENT_MALFORMED when the body is not a JSON object, for then nobody knows what is in it
     */
    public static byte[] withoutCredentials(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        try {
            if (!(JSON.readTree(body) instanceof ObjectNode root)) {
                throw malformed(null);
            }
            boolean changed = remove(root, "query", QUERY);
            changed |= remove(root, "headers", HEADERS);
            changed |= remove(root, "mqtt", MQTT);
            return changed ? JSON.writeValueAsBytes(root) : body;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Whether a value of the client's query lets its reader act as the client. */
    public static boolean isCredentialOfQuery(String name) {
        return QUERY.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a header of the client lets its reader act as the client. */
    public static boolean isCredentialHeader(String name) {
        return HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean remove(ObjectNode root, String member, Set<String> names) {
        boolean changed = false;
        for (String name : namesOf(root)) {
            JsonNode child = root.get(name);
            if (name.equalsIgnoreCase(member) && child instanceof ObjectNode object) {
                List<String> found = namesOf(object).stream()
                        .filter(key -> names.contains(key.toLowerCase(Locale.ROOT)))
                        .toList();
                object.remove(found);
                changed |= !found.isEmpty();
            }
        }
        return changed;
    }

    private static List<String> namesOf(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static WebPubSubException malformed(@Nullable IOException cause) {
        // The parser's own message quotes the body.
        String where = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return new WebPubSubException(ErrorCode.EVENT_MALFORMED, "the body of connect is not a JSON object" + where);
    }
}
