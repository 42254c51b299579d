package io.github.kafkaconnect.webpubsub.source.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.util.Random;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Events with the contents that converters, JSON and schemas are most likely to choke on. */
final class RandomEvents {
    private static final String[] TYPES = {
        "text/plain",
        "application/json",
        "application/octet-stream",
        "text/html; charset=utf-8",
        "",
        "application/x-protobuf"
    };
    private static final String[] SCRAPS = {
        "\u0000",
        "\u0001\u0002",
        "\"",
        "\\",
        "ü",
        "漢",
        "🎈",
        "\u2028",
        "\ud83c",
        "\n\t\r",
        "</",
        "a",
        "\u007f",
        "e\u0301"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "1",
        "-0",
        "1e6",
        "1e-7",
        "1E300",
        "1e999",
        "123456789012345678901234567890",
        "0.1",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\ud83c\\udf88\"",
        "\"ü\\/\"",
        "[]",
        "{}",
        "[",
        "\"",
        "{\"a\":1,\"a\":2}",
        "\"\\u007f\\u2028\""
    };

    private RandomEvents() {}

    static UpstreamEvent next(Random random) {
        return Samples.event(
                Kind.CUSTOM,
                data(random),
                "datacontenttype",
                TYPES[random.nextInt(TYPES.length)],
                "userid",
                text(random, 20),
                "eventname",
                text(random, 20),
                "x_y",
                text(random, 20));
    }

    static int lengthOf(Headers headers) {
        int length = 0;
        for (Header header : headers) {
            length += header.key().length() + header.value().toString().getBytes(UTF_8).length;
        }
        return length;
    }

    private static byte[] data(Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        return (random.nextBoolean() ? json(random, 0) : text(random, 200)).getBytes(UTF_8);
    }

    /** Half a surrogate pair becomes a question mark on its way through UTF-8, as in a request. */
    private static String text(Random random, int scraps) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(scraps); i > 0; i--) {
            text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8);
    }

    private static String json(Random random, int depth) {
        if (depth > 4 || random.nextInt(3) == 0) {
            return VALUES[random.nextInt(VALUES.length - (depth > 1 ? 5 : 0))];
        }
        boolean object = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(object ? "\"k" + i + "\":" : "")
                    .append(json(random, depth + 1));
        }
        return object ? "{" + text + "}" : "[" + text + "]";
    }
}
