package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request, read completely. */
record WebRequest(String route, Query query, Headers headers, Query form) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** @throws IllegalArgumentException when an escape in the query or in the form is malformed */
    static WebRequest of(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean form = type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
        String query = exchange.getRequestURI().getRawQuery();
        return new WebRequest(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
                Query.parse(query == null ? "" : query),
                exchange.getRequestHeaders(),
                Query.parse(form ? body : ""));
    }

    @Nullable
    String header(String name) {
        return headers.getFirst(name);
    }
}
