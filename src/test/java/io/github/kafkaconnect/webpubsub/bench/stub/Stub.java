package io.github.kafkaconnect.webpubsub.bench.stub;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.stack.JavaProgram;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The stub's process, seen by the coordinator. */
public final class Stub implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JavaProgram program;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Stub(JavaProgram program) {
        this.program = program;
        String ready = program.awaitReady(LIMIT);
        this.port = Integer.parseInt(ready.substring(ready.indexOf('=') + 1).trim());
    }

    public static Stub start() {
        return new Stub(JavaProgram.start("stub", StubMain.class.getName(), Jvm.FULL, Map.of()));
    }

    public int port() {
        return port;
    }

    public long pid() {
        return program.process().pid();
    }

    /**
     * Forgets all counts.
     *
     * @param records how many are remembered one by one; 0 for none
     */
    public void reset(int targets, long records, Duration delay) {
        command("/reset?targets=" + targets + "&records=" + records + "&delayMicros=" + delay.toNanos() / 1_000);
    }

    /** From now on every send is answered so: 202, 429 with {@code Retry-After: 1}, or 503. */
    public void answer(int status) {
        command("/answer?status=" + status);
    }

    public StubStats stats() {
        return command("/stats");
    }

    private StubStats command(String pathAndQuery) {
        URI uri = URI.create("http://127.0.0.1:" + port + pathAndQuery);
        try {
            return JSON.readValue(
                    http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString())
                            .body(),
                    StubStats.class);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The stub does not answer; " + program.process().obituary(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
