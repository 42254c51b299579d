package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectRefusal;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says to MQTT clients alone.
 *
 * @param code of CONNACK
 * @param reason in CONNACK
 */
record MqttPart(@Nullable Integer code, @Nullable String reason, UserProperties userProperties) {
    private static final int FIRST_REFUSAL = 400;

    boolean isEmpty() {
        return code == null && reason == null && userProperties.isEmpty();
    }

    /** @throws IllegalArgumentException when the answer is not one that it can be part of */
    void check(UpstreamEvent.Kind kind, int status) {
        boolean refuses = kind == UpstreamEvent.Kind.CONNECT && status >= FIRST_REFUSAL;
        if ((code != null || reason != null) && !refuses) {
            throw new IllegalArgumentException(
                    "a code and a reason of MQTT answer a connect that is refused, which a status from 400 on does");
        }
    }

    /** @throws IllegalArgumentException without a code */
    UpstreamReply refusal(int status) {
        if (code == null) {
            throw new IllegalArgumentException(
                    "a refused MQTT client is told a code of its version, which the event has"
                            + " as mqtt.protocolVersion; the reply has none");
        }
        return new ConnectRefusal(status, reason == null ? "" : reason, code, userProperties).toMqttReply();
    }
}
