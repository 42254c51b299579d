package io.github.kafkaconnect.webpubsub.sink.config;

/** How an identity of Microsoft Entra ID proves itself. */
public enum EntraCredential {
    /** The first that works of those that the worker's surroundings offer. */
    DEFAULT_CHAIN,
    MANAGED_IDENTITY,
    WORKLOAD_IDENTITY,
    CLIENT_SECRET,
    CLIENT_CERTIFICATE
}
