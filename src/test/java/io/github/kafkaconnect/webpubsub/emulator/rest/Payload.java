package io.github.kafkaconnect.webpubsub.emulator.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.service.DataType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a send: checked, and text in UTF-8. */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
record Payload(DataType dataType, byte[] data) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Checks in the service's order: length, media type, charset, JSON. */
    static Payload of(Request request, RestRules rules) throws RestError {
        checkLength(request, rules);
        String contentType = request.header("content-type");
        if (contentType == null || contentType.isBlank()) {
            return new Payload(DataType.BINARY, request.body());
        }
        int semicolon = contentType.indexOf(';');
        String mediaType = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
        DataType dataType =
                switch (mediaType.toLowerCase(Locale.ROOT)) {
                    case "text/plain" -> DataType.TEXT;
                    case "application/json" -> DataType.JSON;
                    case "application/octet-stream" -> DataType.BINARY;
                    default -> throw RestError.bare(415);
                };
        if (dataType == DataType.BINARY) {
            return new Payload(dataType, request.body());
        }
        byte[] text = utf8(request.body(), semicolon < 0 ? null : charset(contentType.substring(semicolon + 1)));
        if (dataType == DataType.JSON && !isJson(text)) {
            throw RestError.badRequest("Request", "The request body is not a valid JSON.");
        }
        return new Payload(dataType, text);
    }

    private static void checkLength(Request request, RestRules rules) throws RestError {
        long bytes = length(request);
        if (bytes > rules.bodies().bytesMax() && rules.bodies().oversizeStatus() != 400) {
            throw RestError.bare(rules.bodies().oversizeStatus());
        }
        if (bytes < 0 || bytes > rules.bodies().bytesMax()) {
            throw RestError.badRequest("Request", "Invalid Content-Length header.");
        }
    }

    /** The announced length; -1 when there is none, or none that can be used. */
    private static long length(Request request) {
        String length = request.header("content-length");
        if (length == null || request.header("transfer-encoding") != null) {
            return -1;
        }
        try {
            return Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static @Nullable Charset charset(String parameters) throws RestError {
        for (String parameter : parameters.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).trim().equalsIgnoreCase("charset")) {
                try {
                    return Charset.forName(
                            parameter.substring(equals + 1).trim().replace("\"", ""));
                } catch (IllegalArgumentException e) {
                    throw RestError.bare(415);
                }
            }
        }
        return null;
    }

    private static byte[] utf8(byte[] body, @Nullable Charset charset) {
        return charset == null || charset.equals(StandardCharsets.UTF_8)
                ? body
                : new String(body, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isJson(byte[] text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            if (first.isScalarValue()) {
                parser.getText();
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
