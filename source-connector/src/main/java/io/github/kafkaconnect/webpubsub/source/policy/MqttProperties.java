package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.util.List;

/** What a rule tells a client of MQTT 5 in its CONNACK, as user properties; nobody else gets them. */
record MqttProperties(List<Property> properties) {
    static final MqttProperties NONE = new MqttProperties(List.of());

    private static final int FIRST_VERSION = 5;

    MqttProperties {
        properties = List.copyOf(properties);
    }

    /** One of them. */
    record Property(String name, TextTemplate value) {
        /** @throws IllegalArgumentException for a name or a literal value that no packet can hold */
        Property {
            new UserProperties(List.of(new UserProperty(name, value.isLiteral() ? value.fill(hole -> "") : "")));
        }
    }

    /**
     * What this client gets.
     *
     * @param place of the rule's action, for messages
     * @throws RuleFailure when one cannot be made for this client
     */
    UserProperties forClient(ClientFacts facts, String place) {
        if (properties.isEmpty() || facts.mqttVersion().orElse(0) < FIRST_VERSION) {
            return UserProperties.NONE;
        }
        return new UserProperties(properties.stream()
                .map(property -> new UserProperty(property.name(), value(property, facts, place)))
                .toList());
    }

    private static String value(Property property, ClientFacts facts, String place) {
        try {
            return property.value().render(facts);
        } catch (RuleFailure e) {
            throw e.at(place + ".mqttProperties." + property.name());
        }
    }
}
