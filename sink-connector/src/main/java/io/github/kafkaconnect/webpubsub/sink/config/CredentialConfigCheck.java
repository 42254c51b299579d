package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import java.util.List;
import java.util.Optional;

/** Whether resource and credential are given, once: a connection string, endpoint and key, or endpoint and identity. */
final class CredentialConfigCheck {
    private final GivenOptions given;

    CredentialConfigCheck(GivenOptions given) {
        this.given = given;
    }

    void check() {
        if (given.has(EntraOptions.CREDENTIAL)) {
            identity();
        } else {
            keys();
            for (Option<?> option : EntraOptions.OF_CREDENTIAL) {
                if (given.has(option)) {
                    given.add(
                            option,
                            "has no meaning without " + EntraOptions.CREDENTIAL.key() + "; give that, or remove it");
                }
            }
        }
        secondary();
    }

    private void identity() {
        for (Option<?> key : List.of(
                SinkOptions.CONNECTION_STRING,
                SinkOptions.CONNECTION_STRING_SECONDARY,
                SinkOptions.ACCESS_KEY,
                SinkOptions.ACCESS_KEY_SECONDARY)) {
            if (given.has(key)) {
                given.add(
                        key,
                        "cannot be combined with " + EntraOptions.CREDENTIAL.key() + ": an identity needs "
                                + SinkOptions.ENDPOINT.key() + " and no key; remove one");
            }
        }
        if (!given.has(SinkOptions.ENDPOINT)) {
            given.add(SinkOptions.ENDPOINT, "is needed with " + EntraOptions.CREDENTIAL.key());
        }
        given.value(EntraOptions.CREDENTIAL).flatMap(EntraOptions::credential).ifPresent(this::identity);
    }

    private void identity(EntraCredential credential) {
        String name = given.value(EntraOptions.CREDENTIAL).orElseThrow();
        List<Option<?>> needed = EntraOptions.needed(credential);
        for (Option<?> option : needed) {
            if (!given.has(option)) {
                given.add(option, "is needed with " + EntraOptions.CREDENTIAL.key() + "=" + name);
            }
        }
        List<Option<?>> allowed = EntraOptions.allowed(credential);
        for (Option<?> option : EntraOptions.OF_CREDENTIAL) {
            if (given.has(option) && !needed.contains(option) && !allowed.contains(option)) {
                given.add(
                        option,
                        "has no meaning with " + EntraOptions.CREDENTIAL.key() + "=" + name + "; remove it, or choose"
                                + " another credential");
            }
        }
        Optional<Endpoint> endpoint = endpoint();
        if (endpoint.isPresent()
                && !endpoint.get().isSecure()
                && !endpoint.get().isLoopback()) {
            given.add(
                    SinkOptions.ENDPOINT, "must be https with an identity: its token opens everything to who reads it");
        }
    }

    private void keys() {
        if (given.has(SinkOptions.CONNECTION_STRING)) {
            for (Option<?> other :
                    List.of(SinkOptions.ENDPOINT, SinkOptions.ACCESS_KEY, SinkOptions.ACCESS_KEY_SECONDARY)) {
                if (given.has(other)) {
                    given.add(
                            other,
                            "cannot be combined with webpubsub.connection.string, which holds endpoint and key; remove one");
                }
            }
        } else if (!given.has(SinkOptions.ENDPOINT) && !given.has(SinkOptions.ACCESS_KEY)) {
            given.add(
                    SinkOptions.CONNECTION_STRING,
                    "is missing; give it, or webpubsub.endpoint and webpubsub.access.key, or webpubsub.endpoint and "
                            + EntraOptions.CREDENTIAL.key());
        } else if (!given.has(SinkOptions.ACCESS_KEY)) {
            given.add(
                    SinkOptions.ACCESS_KEY,
                    "is needed with webpubsub.endpoint, unless " + EntraOptions.CREDENTIAL.key() + " is given");
        } else if (!given.has(SinkOptions.ENDPOINT)) {
            given.add(SinkOptions.ENDPOINT, "is needed with webpubsub.access.key");
        }
    }

    private void secondary() {
        if (given.has(SinkOptions.CONNECTION_STRING_SECONDARY)
                && !given.has(SinkOptions.CONNECTION_STRING)
                && !given.has(EntraOptions.CREDENTIAL)) {
            given.add(
                    SinkOptions.CONNECTION_STRING_SECONDARY,
                    "is used beside webpubsub.connection.string only; with"
                            + " webpubsub.access.key, give webpubsub.access.key.secondary");
        }
        Optional<Endpoint> first = endpoint(SinkOptions.CONNECTION_STRING);
        Optional<Endpoint> second = endpoint(SinkOptions.CONNECTION_STRING_SECONDARY);
        if (first.isPresent() && second.isPresent() && !first.equals(second)) {
            given.add(
                    SinkOptions.CONNECTION_STRING_SECONDARY,
                    "names the endpoint " + second.get() + " instead of " + first.get()
                            + "; it is for the same resource's other key");
        }
    }

    /** Empty when the option is absent or wrong by itself. */
    private Optional<Endpoint> endpoint() {
        try {
            return given.value(SinkOptions.ENDPOINT).map(Endpoint::parse);
        } catch (WebPubSubException reportedByTheOption) {
            return Optional.empty();
        }
    }

    /** Empty when the option is absent, unresolved or wrong by itself. */
    private Optional<Endpoint> endpoint(Option<?> option) {
        try {
            return given.value(option)
                    .filter(text -> !Placeholders.isUnresolved(text))
                    .map(text -> ConnectionString.parse(text).endpoint());
        } catch (WebPubSubException reportedByTheOption) {
            return Optional.empty();
        }
    }
}
