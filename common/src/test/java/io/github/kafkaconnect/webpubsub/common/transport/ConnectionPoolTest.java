package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private final EventLoop loop = loops.next();
    private final ConnectionPool pool =
            new ConnectionPool(SenderSettings.to(URI.create("http://127.0.0.1:9")), loop, loops.lookups(), () -> {
                throw new ChannelException("no channel", new IOException("Too many open files"));
            });

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void aChannelThatCannotBeMadeIsToldOnThePoolsOwnLoop() {
        List<Told> exchanges = List.of(new Told(loop), new Told(loop), new Told(loop));

        loop.execute(() -> exchanges.forEach(told -> pool.submit(pending(told))));

        for (Told told : exchanges) {
            assertThat(told.exchange.failure()).isInstanceOf(IOException.class).hasMessage("Too many open files");
            assertThat(told.onLoop).containsExactly(true);
        }
    }

    @Test
    void canBeClosedWhileItIsToldOfAChannelThatCannotBeMade() throws Exception {
        Told told = new Told(loop);

        loop.submit(() -> {
                    pool.submit(pending(told));
                    pool.close();
                })
                .get(20, TimeUnit.SECONDS);

        assertThat(told.exchange.failure()).isInstanceOf(SenderClosedException.class);
    }

    private static PendingExchange pending(HttpSender.Exchange exchange) {
        HttpRequest request = new HttpRequest("GET", "/", List.of(), new byte[0]);
        return new PendingExchange(request, exchange, () -> {}, System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
    }

    /** Remembers on which thread an exchange ended. */
    private static final class Told implements HttpSender.Exchange {
        private final EventLoop loop;
        private final RecordedExchange exchange = new RecordedExchange();
        private final List<Boolean> onLoop = new ArrayList<>();

        Told(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void answered(HttpAnswer answer) {
            exchange.answered(answer);
        }

        @Override
        public void failed(Throwable cause) {
            onLoop.add(loop.inEventLoop());
            exchange.failed(cause);
        }
    }
}
