package io.github.kafkaconnect.webpubsub.common.protocol;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint and access key of a resource, as the portal shows them:
 * {@code Endpoint=https://<name>.webpubsub.azure.com;AccessKey=<key>;Version=1.0;}. The key's UTF-8 bytes sign as they are; it is
 * not base64-decoded. No text of this class or its errors holds the key.
 */
public record ConnectionString(Endpoint endpoint, String accessKey) {
    public ConnectionString {
        if (accessKey.getBytes(StandardCharsets.UTF_8).length < ServiceLimits.ACCESS_KEY_MIN_BYTES) {
            throw invalid("the access key is shorter than " + ServiceLimits.ACCESS_KEY_MIN_BYTES
                    + " bytes; copy it in full from the resource's Keys page");
        }
        if (accessKey.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw invalid("the access key has a control character, perhaps a line break");
        }
    }

    /**
     * Names in any case, order and number of semicolons; values trimmed; {@code Port} replaces the endpoint's port; unknown names are
     * ignored; a name that comes twice is an error.
     *
     * @throws WebPubSubException OPTION_INVALID
     */
    public static ConnectionString parse(String text) {
        Map<String, String> valueByName = pairs(text);
        Endpoint endpoint = Endpoint.parse(required(valueByName, "Endpoint"));
        String accessKey = required(valueByName, "AccessKey");
        String port = valueByName.get("port");
        return new ConnectionString(port == null ? endpoint : endpoint.withPort(portOf(port)), accessKey);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> valueByName = new HashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            addPair(valueByName, text.substring(start, end).trim());
            start = end + 1;
        }
        return valueByName;
    }

    private static void addPair(Map<String, String> valueByName, String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        if (equals < 0) {
            // The piece itself may be a key whose name was lost.
            throw invalid("a part of the connection string has no '='; expected Endpoint=…;AccessKey=…;Version=1.0;");
        }
        String name = pair.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        if (valueByName.put(name, pair.substring(equals + 1).trim()) != null) {
            throw invalid("the connection string has a name twice; expected one Endpoint and one AccessKey");
        }
    }

    private static String required(Map<String, String> valueByName, String name) {
        @Nullable String value = valueByName.get(name.toLowerCase(Locale.ROOT));
        if (value == null || value.isEmpty()) {
            throw invalid("the connection string has no " + name
                    + "; expected Endpoint=https://<name>.webpubsub.azure.com;AccessKey=<key>;Version=1.0;");
        }
        return value;
    }

    private static int portOf(String text) {
        boolean number = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw invalid("the connection string's Port is not a port number");
        }
        return Integer.parseInt(text);
    }

    private static WebPubSubException invalid(String problem) {
        return new WebPubSubException(ErrorCode.OPTION_INVALID, problem);
    }

    @Override
    public String toString() {
        return "Endpoint=" + endpoint + ";AccessKey=[hidden]";
    }
}
