package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectAnswer;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectRefusal;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a rule does with a client for whom it decides. */
sealed interface Action {
    /** @throws RuleFailure when it cannot be done for this client */
    UpstreamReply reply(ClientFacts facts);

    /** @param how the client is told */
    record Refuse(ConnectRefusal how, MqttProperties mqttProperties) implements Action {
        static final Refuse PLAIN = new Refuse(PolicyReader.REFUSAL, MqttProperties.NONE);

        @Override
        public UpstreamReply reply(ClientFacts facts) {
            OptionalInt version = facts.mqttVersion();
            if (version.isEmpty()) {
                return how.toReply();
            }
            try {
                return how.with(mqttProperties.forClient(facts, "refuse")).toMqttReply(version.getAsInt());
            } catch (IllegalArgumentException e) {
                throw new RuleFailure("refuse: " + e.getMessage());
            }
        }
    }

    /** Lets the client in. What is null is left as the client's token and offer say. */
    record Accept(
            @Nullable TextTemplate userId,
            @Nullable List<TextTemplate> groups,
            @Nullable List<Role> roles,
            @Nullable TextTemplate subprotocol,
            @Nullable TextTemplate connectionState,
            MqttProperties mqttProperties)
            implements Action {
        private static final Fact OFFERED = new Fact(Fact.Root.SUBPROTOCOL, "");

        static final Accept PLAIN = new Accept(null, null, null, null, null, MqttProperties.NONE);

        public Accept {
            groups = groups == null ? null : List.copyOf(groups);
            roles = roles == null ? null : List.copyOf(roles);
        }

        @Override
        public UpstreamReply reply(ClientFacts facts) {
            try {
                return new ConnectAnswer(
                                text("userId", userId, facts),
                                groups(facts),
                                roles(facts),
                                chosen(facts),
                                mqttProperties.forClient(facts, "accept"))
                        .toReply()
                        .withConnectionState(text("connectionState", connectionState, facts));
            } catch (IllegalArgumentException e) {
                // The protocol's own checks name no value.
                throw new RuleFailure("accept: " + e.getMessage());
            }
        }

        private static @Nullable String text(String member, @Nullable TextTemplate template, ClientFacts facts) {
            if (template == null) {
                return null;
            }
            return at("accept." + member, () -> {
                String text = template.render(facts);
                if (member.equals("userId") && !text.isEmpty()) {
                    new UserId(text);
                }
                return text;
            });
        }

        private @Nullable List<String> groups(ClientFacts facts) {
            if (groups == null) {
                return null;
            }
            List<String> all = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                TextTemplate group = groups.get(i);
                all.addAll(at("accept.groups[" + i + "]", () -> group(group, facts)));
            }
            return all;
        }

        /** Several groups of one template are the values of a claim; a client that repeats a parameter must not get into more. */
        private static List<String> group(TextTemplate group, ClientFacts facts) {
            Optional<TextTemplate.Place> whole = group.wholePlace();
            boolean list = whole.isPresent() && whole.get().fact().root() == Fact.Root.CLAIM;
            if (list) {
                return Role.valuesOf(whole.get(), facts);
            }
            String name = group.render(facts);
            return name.isEmpty() && whole.isPresent() ? List.of() : List.of(name);
        }

        private @Nullable List<String> roles(ClientFacts facts) {
            if (roles == null) {
                return null;
            }
            List<String> all = new ArrayList<>();
            for (int i = 0; i < roles.size(); i++) {
                Role role = roles.get(i);
                all.addAll(at("accept.roles[" + i + "]", () -> role.render(facts)));
            }
            return all;
        }

        private @Nullable String chosen(ClientFacts facts) {
            @Nullable String wanted = text("subprotocol", subprotocol, facts);
            if (wanted == null || wanted.isEmpty()) {
                return null;
            }
            if (!facts.values(OFFERED).contains(wanted)) {
                throw new RuleFailure("accept.subprotocol: the client does not offer it");
            }
            return wanted;
        }

        private static <T> T at(String place, Supplier<T> reading) {
            try {
                return reading.get();
            } catch (RuleFailure e) {
                throw e.at(place);
            } catch (IllegalArgumentException e) {
                throw new RuleFailure(place + ": " + e.getMessage());
            }
        }
    }
}
