package io.github.kafkaconnect.webpubsub.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One window of a {@link Browser}: runs JavaScript in its page, and takes pictures of it. */
final class BrowserWindow {

    private static final long ANSWER_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> answersById = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final WebSocket socket;

    private BrowserWindow(HttpClient http, URI url) {
        this.socket = http.newWebSocketBuilder().buildAsync(url, new Frames()).join();
    }

    static BrowserWindow attach(HttpClient http, URI url) {
        return new BrowserWindow(http, url);
    }

    /** The value of a JavaScript expression, which must not throw. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new StackException(expression + " threw " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Types into the field that has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Makes the page think that it has a window of this size, and that the user prefers dark or light. */
    void appear(int width, int height, String colorScheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", new Object[] {Map.of("name", "prefers-color-scheme", "value", colorScheme)}));
    }

    /** Writes what the window shows to a PNG file. */
    void screenshot(Path file) {
        String image = call("Page.captureScreenshot", Map.of("format", "png"))
                .required("data")
                .asText();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(image));
        } catch (IOException e) {
            throw new StackException("Cannot write " + file, e);
        }
    }

    private JsonNode call(String method, Map<String, ?> params) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answersById.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true)
                    .join();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answered(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void answered(String frame) {
            try {
                JsonNode message = JSON.readTree(frame);
                CompletableFuture<JsonNode> waiting =
                        answersById.remove(message.path("id").asInt());
                if (waiting == null) {
                    return;
                }
                if (message.has("error")) {
                    waiting.completeExceptionally(new StackException("Chromium refuses: " + message.get("error")));
                } else {
                    waiting.complete(message.path("result"));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
