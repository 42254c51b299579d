package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.stack.LocalStack;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import io.github.kafkaconnect.webpubsub.stack.Requirement;
import io.github.kafkaconnect.webpubsub.stack.Requires;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The local stack as its user sees it: two windows of a browser. */
@Requires(Requirement.BROWSER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatPageIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String OPEN = "document.getElementById('link')?.dataset.state === 'open'";

    private final LocalStack stack = LocalStack.onFreePorts();

    @BeforeAll
    void start() {
        stack.start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void messageFromOneWindowAppearsInTheOtherWithItsWay() {
        try (Browser browser = Browser.start()) {
            talk(chat(browser, "Ada", "light"), chat(browser, "Grace", "dark"));
        }
    }

    private static void talk(ChatWindow ada, ChatWindow grace) {
        ada.say("Hello from the first window ✓");
        grace.awaitMessage("Hello from the first window ✓");
        grace.say("Received, with a \"quote\" & <tags>");
        ada.awaitMessage("Received, with a \"quote\" & <tags>");
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(ada.rows()).hasSize(2).allMatch(row -> row.matches(".*chat\\.message \\d \\d \\d+ ms \\d+ ms"));
            assertThat(ada.counter("c-records")).isEqualTo("2");
            assertThat(ada.counter("c-sends")).isEqualTo("2");
            assertThat(ada.counter("c-flight")).isEqualTo("0");
            assertThat(ada.counter("c-p50")).matches("[\\d.]+ m?s");
        });
        ada.screenshot(screenshots().resolve("chat-light.png"));
        grace.screenshot(screenshots().resolve("chat-dark.png"));
    }

    private ChatWindow chat(Browser browser, String name, String colorScheme) {
        BrowserWindow window = browser.open(stack.pageUrl());
        window.appear(1280, 800, colorScheme);
        // While the window turns from its empty page to ours, an evaluation may lose its context.
        await().atMost(LIMIT).ignoreExceptions().until(() -> window.evaluate(OPEN)
                .asBoolean());
        ChatWindow chat = new ChatWindow(window);
        chat.rename(name);
        await().atMost(LIMIT).until(() -> window.evaluate("document.getElementById('link-text').textContent")
                .asText()
                .endsWith(" " + name));
        return chat;
    }

    private static Path screenshots() {
        return ProjectFolder.root().resolve("target/screenshots");
    }
}
