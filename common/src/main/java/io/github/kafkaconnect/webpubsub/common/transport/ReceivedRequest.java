package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A complete request as it came in.
 *
 * @param target path and query as on the wire
 * @param headers in order, names in lower case; the same name may appear more than once; like the body not copied, neither must be changed
 */
public record ReceivedRequest(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    public ReceivedRequest {
        headers = Collections.unmodifiableList(headers);
    }
}
