package io.github.kafkaconnect.webpubsub.common.protocol;

/** The numbers of Azure Web PubSub, each with where it is written down. Our own limits are options. */
public final class ServiceLimits {
    /**
     * Most bytes in the body of one send: 1 MiB. Source: the Content-Length check of the service team's own emulator; the articles
     * say 1 MB for one frame of a client.
     */
    public static final int SEND_BODY_MAX_BYTES = 1_048_576;

    /** Most characters of a hub's name. Source: pattern in the data-plane specification. */
    public static final int HUB_MAX_CHARS = 128;

    /** Most UTF-16 characters (not bytes) of a group's name. Source: data-plane specification. */
    public static final int GROUP_MAX_CHARS = 1024;

    /** Longest life of a message that waits for a slow client, in seconds. Source: data-plane specification. */
    public static final int MESSAGE_TTL_MAX_SECONDS = 300;

    /**
     * Fewest UTF-8 bytes of an access key: what HMAC-SHA256 tokens ask for (RFC 7518, section 3.2) and the service team's own
     * emulator enforces.
     */
    public static final int ACCESS_KEY_MIN_BYTES = 32;

    /** The newest stable version of the data-plane contract; later versions so far were supersets of earlier ones. */
    public static final String API_VERSION = "2024-12-01";

    private ServiceLimits() {}
}
