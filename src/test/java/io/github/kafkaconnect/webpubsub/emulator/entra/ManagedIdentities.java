package io.github.kafkaconnect.webpubsub.emulator.entra;

import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The managed identities of the machine that asks. For use by any thread. */
final class ManagedIdentities {
    private final List<Application> userAssigned = new CopyOnWriteArrayList<>();
    private volatile @Nullable Application systemAssigned;

    void systemAssigned(Application identity) {
        systemAssigned = identity;
    }

    void userAssigned(Application identity) {
        userAssigned.add(identity);
    }

    /** The identity that a request names, without a name the one of the machine itself; null when there is none. */
    @Nullable
    Application chosen(Query query) {
        String clientId = query.last("client_id");
        String objectId = query.last("object_id");
        if (clientId == null && objectId == null) {
            return systemAssigned;
        }
        return userAssigned.stream()
                .filter(identity -> clientId == null || identity.clientId().equals(clientId))
                .filter(identity -> objectId == null || identity.objectId().equals(objectId))
                .findFirst()
                .orElse(null);
    }
}
