package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Issues access tokens for the data plane. For use by any thread. */
final class AccessTokens {
    private final String tenantId;
    private final String issuer;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Duration lifetime = Duration.ofHours(1);

    AccessTokens(String tenantId, String issuer, SigningKeys keys, InstantSource clock) {
        this.tenantId = tenantId;
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    void lifetime(Duration other) {
        lifetime = other;
    }

    int issued() {
        return issued.get();
    }

    AccessToken issue(Application application) {
        issued.incrementAndGet();
        return make(application, claims -> {});
    }

    /** A token with changed claims; it does not count as issued. */
    AccessToken make(Application application, Consumer<ObjectNode> change) {
        long now = clock.instant().getEpochSecond();
        long seconds = lifetime.toSeconds();
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("aud", EntraAccess.AUDIENCE)
                .put("iss", issuer)
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + seconds)
                .put("appid", application.clientId())
                .put("azp", application.clientId())
                .put("oid", application.objectId())
                .put("sub", application.objectId())
                .put("tid", tenantId)
                .put("uti", UUID.randomUUID().toString()) // Makes every token another one.
                .put("ver", "2.0");
        change.accept(claims);
        return new AccessToken(keys.sign(claims), now, seconds);
    }
}
