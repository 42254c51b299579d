package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What every sender promises, real or not. Peers that are rude at the level of bytes are the business of the real one's own test. */
abstract class HttpSenderContract {
    /** The sender, with a request time-out of a few seconds at most. */
    abstract HttpSender sender();

    /** Lets the peer answer the next request. */
    abstract void peerAnswers(int status, Map.Entry<String, String> header, String body);

    /** Lets the peer close the connection instead of answering the next request. */
    abstract void peerHangsUp();

    /** Lets the peer take the next request and say nothing. */
    abstract void peerStaysSilent();

    /** Lets time pass until requests without an answer are late. */
    abstract void untilLate();

    @Test
    void answersInTheOrderOfTheScript() {
        peerAnswers(202, Map.entry("X-One", "1"), "first");
        HttpAnswer first = post().answer();
        peerAnswers(500, Map.entry("X-Two", "2"), "second");
        HttpAnswer second = post().answer();

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("x-one")).contains("1");
        assertThat(first.header("X-TWO")).isEmpty();
        assertThat(new String(first.body(), UTF_8)).isEqualTo("first");
        assertThat(second.status()).isEqualTo(500);
        assertThat(new String(second.body(), UTF_8)).isEqualTo("second");
    }

    @Test
    void failsWhenThePeerHangsUp() {
        peerHangsUp();

        RecordedExchange exchange = post();

        assertThat(exchange.failure()).isInstanceOf(BrokenExchangeException.class);
        assertThat(exchange.ends()).isEqualTo(1);
    }

    @Test
    void goesOnAfterAFailure() {
        peerHangsUp();
        post().failure();
        peerAnswers(202, Map.entry("X", "y"), "");

        assertThat(post().answer().status()).isEqualTo(202);
    }

    @Test
    void failsWhenTheAnswerIsLate() {
        peerStaysSilent();
        RecordedExchange exchange = post();

        untilLate();

        assertThat(exchange.failure()).isInstanceOf(TimeoutException.class);
        assertThat(exchange.ends()).isEqualTo(1);
    }

    @Test
    void failsWhatIsInFlightWhenItIsClosed() {
        peerStaysSilent();
        RecordedExchange exchange = post();

        sender().close();

        assertThat(exchange.failure()).isInstanceOf(SenderClosedException.class);
        assertThat(exchange.ends()).isEqualTo(1);
    }

    @Test
    void refusesWhatComesAfterItWasClosed() {
        sender().close();

        assertThat(post().failure()).isInstanceOf(SenderClosedException.class);
    }

    @Test
    void mayBeClosedTwice() {
        sender().close();
        sender().close();

        assertThat(post().failure()).isInstanceOf(SenderClosedException.class);
    }

    final RecordedExchange post() {
        RecordedExchange exchange = new RecordedExchange();
        sender().send(new HttpRequest("POST", "/api/hubs/chat/:send", List.of(), "hello".getBytes(UTF_8)), exchange);
        return exchange;
    }
}
