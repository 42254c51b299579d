package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The secret in the URL template of the event handler, over a real socket. */
class SharedSecretIT {
    private static final String SECRET = "k1 +/&=%ü";
    private static final String ENCODED = URLEncoder.encode(SECRET, UTF_8);

    private int number;

    @Test
    void onlyTheWholeSecretOpensTheDoor() {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.shared.secret", SECRET, "poll.gap.ms", "60000")) {
            for (String query : List.of(
                    "",
                    "?",
                    "?code",
                    "?code=",
                    "?code=wrong",
                    "?code=" + ENCODED + "x",
                    "?code=k1",
                    "?Code=" + ENCODED,
                    "?other=" + ENCODED)) {
                assertThat(post(task, query, signed()).join().statusCode())
                        .as(query)
                        .isEqualTo(401);
            }
            assertThat(task.poll()).isEmpty();
            for (String query : List.of("?code=" + ENCODED, "?x=1&code=" + ENCODED.replace("+", "%20"))) {
                CompletableFuture<HttpResponse<String>> answer = post(task, query, signed());
                task.poll(1).forEach(task::acknowledge);
                assertThat(answer.join().statusCode()).as(query).isEqualTo(204);
            }
        }
    }

    @Test
    void theSecretDoesNotStandForTheSignatureUnlessThatIsConfigured() {
        Map<String, String> unsigned = signed();
        unsigned.remove("ce-signature");
        try (TaskUnderTest task = TaskUnderTest.start("upstream.shared.secret", SECRET, "poll.gap.ms", "60000")) {
            assertThat(post(task, "?code=" + ENCODED, unsigned).join().statusCode())
                    .isEqualTo(401);
            assertThat(task.poll()).isEmpty();
        }
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.shared.secret", SECRET, "upstream.trust", "shared-secret", "poll.gap.ms", "60000")) {
            CompletableFuture<HttpResponse<String>> answer = post(task, "?code=" + ENCODED, unsigned);
            task.poll(1).forEach(task::acknowledge);
            assertThat(answer.join().statusCode()).isEqualTo(204);
            assertThat(post(task, "", signed()).join().statusCode()).isEqualTo(401);
        }
    }

    private Map<String, String> signed() {
        number++;
        return new HashMap<>(TaskUnderTest.message("c1", Integer.toString(number)));
    }

    private static CompletableFuture<HttpResponse<String>> post(
            TaskUnderTest task, String query, Map<String, String> headers) {
        return task.post("/eventhandler/chat/message" + query, headers, "x".getBytes(UTF_8));
    }
}
