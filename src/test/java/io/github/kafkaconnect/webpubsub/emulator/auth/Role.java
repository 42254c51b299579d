package io.github.kafkaconnect.webpubsub.emulator.auth;

/** The built-in roles that an identity can have on the resource. */
public enum Role {
    /** {@code Web PubSub Service Owner}: every call of the data plane. */
    SERVICE_OWNER,
    /** {@code Web PubSub Service Reader}: calls that change nothing and send nothing. */
    SERVICE_READER;

    boolean allows(String method) {
        return this == SERVICE_OWNER || method.equals("GET") || method.equals("HEAD");
    }
}
