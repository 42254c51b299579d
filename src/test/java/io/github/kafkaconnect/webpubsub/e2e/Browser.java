package io.github.kafkaconnect.webpubsub.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.stack.ChildProcess;
import io.github.kafkaconnect.webpubsub.stack.Requirement;
import io.github.kafkaconnect.webpubsub.stack.StackException;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A headless Chromium, driven over its DevTools protocol. Not safe for use by several threads. */
final class Browser implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String LISTENING = "DevTools listening on ws://127.0.0.1:";
    private static final List<String> OPTIONS = List.of(
            "--headless",
            // CI runs as root, where Chromium's own sandbox refuses to start; it sees pages of this machine only.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0");

    private final HttpClient http = HttpClient.newHttpClient();
    private final WorkFolder folder;
    private final ChildProcess process;
    private final URI devTools;

    private Browser(WorkFolder folder, ChildProcess process, URI devTools) {
        this.folder = folder;
        this.process = process;
        this.devTools = devTools;
    }

    static Browser start() {
        Path program = Requirement.browser().orElseThrow(() -> new StackException("No Chromium on the PATH"));
        WorkFolder folder = WorkFolder.create("browser");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + folder.path().resolve("profile"));
        command.add("about:blank");
        ChildProcess process = ChildProcess.start("chromium", folder, command, Map.of());
        process.awaitLog(LISTENING, START_LIMIT);
        String line = process.log()
                .lines()
                .filter(text -> text.startsWith(LISTENING))
                .findFirst()
                .orElseThrow();
        String port = line.substring(LISTENING.length()).split("/", 2)[0];
        return new Browser(folder, process, URI.create("http://127.0.0.1:" + port));
    }

    /** Opens a page in a window of its own. */
    BrowserWindow open(String url) {
        HttpRequest request = HttpRequest.newBuilder(devTools.resolve("/json/new?" + url))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            JsonNode target = new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            return BrowserWindow.attach(
                    http, URI.create(target.required("webSocketDebuggerUrl").asText()));
        } catch (IOException e) {
            throw new StackException("Chromium opens no window: " + process.obituary(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
