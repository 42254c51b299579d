package io.github.kafkaconnect.webpubsub.common.transport;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy through which connections are tunnelled by CONNECT, plain ones too, so that it sees neither tokens nor messages of a
 * secure endpoint.
 *
 * @param host name or address; looked up again for every connection
 * @param login null where the proxy asks for none
 */
public record ProxyAddress(String host, int port, @Nullable Login login) {

    /** Sent as Basic credentials, and only to the proxy. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }
}
