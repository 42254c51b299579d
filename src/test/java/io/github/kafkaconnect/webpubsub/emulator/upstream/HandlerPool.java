package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Connections;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The connections to one host, one request at a time on each. The connection that was idle longest is used next.
 * Confined to the event loop.
 */
final class HandlerPool {
    private final Bootstrap bootstrap;
    private final Connections limits;
    private final Deque<HandlerConnection> idle = new ArrayDeque<>();
    private final Deque<HandlerCall> waiting = new ArrayDeque<>();
    private final Set<Channel> open = new HashSet<>();

    HandlerPool(Bootstrap bootstrap, Connections limits) {
        this.bootstrap = bootstrap;
        this.limits = limits;
    }

    void submit(HandlerCall call) {
        boolean mayOpen = open.size() < (idle.isEmpty() ? limits.max() : limits.spread());
        if (mayOpen) {
            open(call);
        } else if (idle.isEmpty()) {
            waiting.add(call);
        } else {
            idle.remove().start(call);
        }
    }

    private void open(HandlerCall call) {
        ChannelFuture connecting = bootstrap.connect();
        Channel channel = connecting.channel();
        open.add(channel);
        channel.closeFuture().addListener(closed -> forget(channel));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                HandlerConnection connection = channel.pipeline().get(HandlerConnection.class);
                connection.join(this);
                if (call.isEnded()) {
                    release(connection);
                } else {
                    connection.start(call);
                }
            } else {
                open.remove(channel);
                call.end(new HandlerAnswer.Broken("cannot connect: " + connected.cause()));
                startNext();
            }
        });
    }

    private void forget(Channel channel) {
        open.remove(channel);
        idle.removeIf(connection -> connection.isOn(channel));
        startNext();
    }

    /** Takes back a connection that can carry another request. */
    void release(HandlerConnection connection) {
        idle.add(connection);
        startNext();
    }

    private void startNext() {
        while (!waiting.isEmpty() && waiting.element().isEnded()) {
            waiting.remove();
        }
        if (!waiting.isEmpty() && (!idle.isEmpty() || open.size() < limits.max())) {
            submit(waiting.remove());
        }
    }

    void close() {
        waiting.forEach(call -> call.end(new HandlerAnswer.GivenUp("the upstream was closed")));
        waiting.clear();
        Set.copyOf(open).forEach(Channel::close);
    }
}
