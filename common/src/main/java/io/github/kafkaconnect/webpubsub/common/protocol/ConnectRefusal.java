package io.github.kafkaconnect.webpubsub.common.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client is refused at connect. A WebSocket client sees the status only, as the answer of its handshake; an MQTT client sees a
 * code in its CONNACK, and one of MQTT 5 the reason and the user properties as well.
 *
 * @param status 400 to 599; the service asks again after 408 and 5xx
 * @param reason at most 1024 characters; clients may see it
 * @param mqttCode of CONNACK; where it is null or no code of the client's version, one is derived from the status
 * @param userProperties in the CONNACK
 */
public record ConnectRefusal(int status, String reason, @Nullable Integer mqttCode, UserProperties userProperties) {
    private static final int REASON_MAX_CHARS = 1_024;
    private static final int MQTT_5 = 5;
    /** Return codes of MQTT 3.1.1, section 3.2.2.3. */
    private static final Set<Integer> CODES_OF_3 = Set.of(1, 2, 3, 4, 5);
    /** Reason codes of MQTT 5.0, section 3.2.2.2. */
    private static final Set<Integer> CODES_OF_5 = Set.of(
            128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 140, 144, 149, 151, 153, 154, 155, 156, 157, 159);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException naming what no refusal may have */
    public ConnectRefusal {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("the status of a refusal is 400 to 599, not " + status);
        }
        if (reason.length() > REASON_MAX_CHARS) {
            throw new IllegalArgumentException(
                    "the reason of a refusal has at most " + REASON_MAX_CHARS + " characters");
        }
        if (!Names.isWellFormed(reason)) {
            throw new IllegalArgumentException(
                    "the reason of a refusal holds half a surrogate pair, which is no Unicode text");
        }
        if (mqttCode != null && !CODES_OF_3.contains(mqttCode) && !CODES_OF_5.contains(mqttCode)) {
            throw new IllegalArgumentException(
                    mqttCode + " is no code of CONNACK: MQTT 3.1.1 has 1 to 5, MQTT 5 codes from 128 on, such as 135");
        }
    }

    /** Without user properties. */
    public ConnectRefusal(int status, String reason, @Nullable Integer mqttCode) {
        this(status, reason, mqttCode, UserProperties.NONE);
    }

    /** The same with these user properties. */
    public ConnectRefusal with(UserProperties properties) {
        return new ConnectRefusal(status, reason, mqttCode, properties);
    }

    /** For a WebSocket client. */
    public UpstreamReply toReply() {
        return UpstreamReply.text(status, reason);
    }

    /**
     * For an MQTT client.
     *
     * @param version as CONNECT says: 4 for MQTT 3.1.1, 5 for MQTT 5
     */
    public UpstreamReply toMqttReply(int version) {
        return mqttReply(code(version));
    }

    /**
     * For an MQTT client of a version that only those who chose the code know.
     *
     * @throws IllegalStateException without a code
     */
    public UpstreamReply toMqttReply() {
        if (mqttCode == null) {
            throw new IllegalStateException("a refusal without a code is made for a version");
        }
        return mqttReply(mqttCode);
    }

    private UpstreamReply mqttReply(int code) {
        ObjectNode body = JSON.createObjectNode();
        userProperties.writeTo(body.putObject("mqtt").put("code", code).put("reason", reason));
        try {
            return new UpstreamReply(
                    status, "application/json; charset=utf-8", null, Metadata.NONE, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of a number and texts is always written", e);
        }
    }

    private int code(int version) {
        boolean five = version >= MQTT_5;
        if (mqttCode != null && (five ? CODES_OF_5 : CODES_OF_3).contains(mqttCode)) {
            return mqttCode;
        }
        // As the service's own middleware derives them.
        return switch (status) {
            case 400 -> five ? 134 : 4;
            case 401, 403 -> five ? 135 : 5;
            case 429 -> five ? 151 : 3;
            default -> five ? 128 : status < 500 ? 5 : 3;
        };
    }
}
