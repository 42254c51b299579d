package io.github.kafkaconnect.webpubsub.common.protocol;

/** Turns operations into requests of the data-plane REST API. Immutable; any thread. */
public final class OperationEncoder {
    private final String query;

    public OperationEncoder() {
        this(ServiceLimits.API_VERSION);
    }

    /** @param apiVersion of the data-plane contract; the service answers 400 to one that it does not know */
    public OperationEncoder(String apiVersion) {
        this.query = PercentEncoding.append(new StringBuilder("?api-version="), apiVersion)
                .toString();
    }

    public EncodedOperation encode(Operation operation) {
        return switch (operation.kind()) {
            case SEND_TO_ALL, SEND_TO_GROUP, SEND_TO_USER, SEND_TO_CONNECTION -> encodeSend((Operation.Send) operation);
        };
    }

    private EncodedOperation encodeSend(Operation.Send send) {
        StringBuilder url = new StringBuilder(128).append("/api/hubs/");
        appendPath(url, send.target());
        url.append(":send").append(query);
        appendOptions(url, send.options());
        Payload payload = send.payload();
        return new EncodedOperation("POST", url.toString(), payload.contentType(), payload.bytes());
    }

    /** The path of the addressed noun with a slash at its end. */
    private static void appendPath(StringBuilder url, Target target) {
        PercentEncoding.append(url, target.hub().name());
        String collection =
                switch (target.kind()) {
                    case ALL -> "";
                    case GROUP -> "/groups/";
                    case USER -> "/users/";
                    case CONNECTION -> "/connections/";
                };
        PercentEncoding.append(url.append(collection), target.name()).append('/');
    }

    private static void appendOptions(StringBuilder url, SendOptions options) {
        if (options.messageTtlSeconds() > 0) {
            url.append("&messageTtlSeconds=").append(options.messageTtlSeconds());
        }
        for (ConnectionId excluded : options.excluded()) {
            PercentEncoding.append(url.append("&excluded="), excluded.value());
        }
        if (!options.filter().isEmpty()) {
            PercentEncoding.append(url.append("&filter="), options.filter());
        }
    }
}
