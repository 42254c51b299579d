package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.auth.Role;
import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.emulator.entra.TokenAuthority;
import java.util.HashMap;
import java.util.Map;

/** A service that trusts a token authority, and an application that may do everything there. */
final class EntraHub implements AutoCloseable {
    static final String SECRET = "the-applications-own-secret";
    static final Application OWNER = Application.of("bridge-client", "bridge-object");

    final TokenAuthority authority = TokenAuthority.start();
    final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);

    EntraHub() {
        emulator.entra().trust(authority);
        emulator.entra().assign(OWNER.objectId(), Role.SERVICE_OWNER);
        authority.register(OWNER.withSecret(SECRET));
    }

    /** A sink to the group of the key, with an identity instead of a key. */
    Map<String, String> config(String topic, String credential, String... options) {
        Map<String, String> config = new HashMap<>(SinkConfig.toGroupOfKey(emulator, topic));
        config.remove("webpubsub.connection.string");
        config.put("webpubsub.endpoint", emulator.endpoint());
        config.put("webpubsub.entra.credential", credential);
        return SinkConfig.with(config, options);
    }

    /** The same for an application at this authority. */
    Map<String, String> applicationConfig(String topic, String credential, String... options) {
        Map<String, String> config = config(
                topic,
                credential,
                "webpubsub.entra.authority.host",
                authority.authorityHost(),
                "webpubsub.entra.tenant.id",
                authority.tenantId(),
                "webpubsub.entra.client.id",
                OWNER.clientId(),
                "ssl.truststore.location",
                authority.caCertificatePem().toString());
        return SinkConfig.with(config, options);
    }

    @Override
    public void close() {
        emulator.close();
        authority.close();
    }
}
