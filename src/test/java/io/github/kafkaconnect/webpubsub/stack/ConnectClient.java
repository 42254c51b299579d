package io.github.kafkaconnect.webpubsub.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A worker's REST API, in the words of Kafka's documentation. Every answer that is not 2xx is a {@link StackException}
 * with the worker's own message, except 409 (the group is rebalancing), which is asked again for 30 s.
 *
 * <p>Safe for use by several threads.
 */
public final class ConnectClient {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public ConnectClient(URI url) {
        this.url = url;
    }

    public URI url() {
        return url;
    }

    /** Whether the worker serves requests. */
    public boolean isReady() {
        try {
            return http.send(request("GET", "/connectors", ""), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted", e);
        }
    }

    /** Registers a connector from the text of a file as in {@code config-examples/}: {@code {"name":…,"config":{…}}}. */
    public void create(String nameAndConfig) {
        call("POST", "/connectors", nameAndConfig);
    }

    /** Creates or reconfigures a connector. */
    public void put(String connector, Map<String, String> config) {
        call("PUT", "/connectors/" + connector + "/config", write(config));
    }

    /** The worker's judgement of a configuration: {@code error_count}, and {@code configs[].value.errors} per key. */
    public JsonNode validate(String connectorClass, Map<String, String> config) {
        String simpleName = connectorClass.substring(connectorClass.lastIndexOf('.') + 1);
        return call("PUT", "/connector-plugins/" + simpleName + "/config/validate", write(config));
    }

    /** The classes of the connectors that the worker found. */
    public JsonNode plugins() {
        return call("GET", "/connector-plugins", "");
    }

    public JsonNode status(String connector) {
        return call("GET", "/connectors/" + connector + "/status", "");
    }

    public void pause(String connector) {
        call("PUT", "/connectors/" + connector + "/pause", "");
    }

    public void resume(String connector) {
        call("PUT", "/connectors/" + connector + "/resume", "");
    }

    public void stop(String connector) {
        call("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** Restarts the connector and all its tasks. */
    public void restart(String connector) {
        call("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    }

    public void delete(String connector) {
        call("DELETE", "/connectors/" + connector, "");
    }

    /** Waits until the connector and its tasks, at least one, are RUNNING; a FAILED one ends the wait with its trace. */
    public void awaitRunning(String connector, Duration limit) {
        Waiting.until(
                () -> isRunning(connector), limit, () -> connector + " is not RUNNING: " + statusIfAny(connector));
    }

    /** Waits until the connector is in the given state: RUNNING, PAUSED, STOPPED, FAILED. */
    public void awaitState(String connector, String state, Duration limit) {
        Waiting.until(
                () -> state.equals(statusIfAny(connector).at("/connector/state").asText()),
                limit,
                () -> connector + " is not " + state + ": " + statusIfAny(connector));
    }

    /** Waits until all tasks, at least one, are in the given state. */
    public void awaitTasks(String connector, String state, Duration limit) {
        Waiting.until(
                () -> allTasksAre(statusIfAny(connector), state),
                limit,
                () -> "The tasks of " + connector + " are not " + state + ": " + statusIfAny(connector));
    }

    private boolean isRunning(String connector) {
        JsonNode status = statusIfAny(connector);
        if (status.toString().contains("\"FAILED\"")) {
            throw new StackException(connector + " failed: " + status.findValuesAsText("trace"));
        }
        return "RUNNING".equals(status.at("/connector/state").asText()) && allTasksAre(status, "RUNNING");
    }

    private static boolean allTasksAre(JsonNode status, String state) {
        JsonNode tasks = status.path("tasks");
        return !tasks.isEmpty()
                && StreamSupport.stream(tasks.spliterator(), false)
                        .allMatch(task -> state.equals(task.path("state").asText()));
    }

    /** A connector just created has no status for a moment (404). */
    private JsonNode statusIfAny(String connector) {
        HttpResponse<String> answer = send("GET", "/connectors/" + connector + "/status", "");
        return answer.statusCode() == 200 ? read(answer.body()) : JSON.createObjectNode();
    }

    private JsonNode call(String method, String path, String body) {
        long deadlineNanos = System.nanoTime() + REBALANCE_LIMIT.toNanos();
        HttpResponse<String> answer = send(method, path, body);
        while (answer.statusCode() == CONFLICT && System.nanoTime() < deadlineNanos) {
            Waiting.pause();
            answer = send(method, path, body);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new StackException("The worker answered " + answer.statusCode() + " to " + method + " " + path + ": "
                    + read(answer.body()).path("message").asText(answer.body()));
        }
        return read(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(request(method, path, body), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackException("The worker at " + url + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted", e);
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String write(Map<String, String> config) {
        try {
            return JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
