package io.github.kafkaconnect.webpubsub.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A window with the chat, in the words of its user. */
final class ChatWindow {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final BrowserWindow window;

    ChatWindow(BrowserWindow window) {
        this.window = window;
    }

    void rename(String name) {
        window.evaluate("{const field = document.getElementById('name'); field.value = " + quoted(name)
                + "; field.dispatchEvent(new Event('change')); }");
    }

    /** Types into the field and presses Send. */
    void say(String text) {
        window.evaluate("document.getElementById('text').focus()");
        window.type(text);
        window.evaluate("document.getElementById('send').click()");
    }

    void awaitMessage(String text) {
        await("message " + text).atMost(LIMIT).until(() -> texts(".message:not(.pending) .body")
                .contains(text));
    }

    /** The table of hops, newest first, cells joined by blanks. */
    List<String> rows() {
        return strings(window.evaluate("[...document.querySelectorAll('#hops tr')]"
                + ".map(row => [...row.cells].slice(0, 6).map(cell => cell.textContent).join(' '))"));
    }

    String counter(String id) {
        return window.evaluate("document.getElementById(" + quoted(id) + ").textContent")
                .asText();
    }

    void screenshot(Path file) {
        window.screenshot(file);
    }

    private List<String> texts(String selector) {
        return strings(window.evaluate(
                "[...document.querySelectorAll(" + quoted(selector) + ")].map(element => element.textContent)"));
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
