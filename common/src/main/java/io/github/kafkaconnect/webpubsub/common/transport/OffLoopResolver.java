package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up as the JDK does, again for every connection, but never on an event loop. Of several addresses each is used in its turn: one
 * that is dead costs some connections, and not all.
 */
final class OffLoopResolver extends AddressResolverGroup<InetSocketAddress> {
    private final Executor lookups;

    OffLoopResolver(Executor lookups) {
        this.lookups = lookups;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new NameLookup(executor, lookups).asAddressResolver();
    }

    private static final class NameLookup extends InetNameResolver {
        private final Executor lookups;
        private final AtomicInteger turns = new AtomicInteger();

        NameLookup(EventExecutor executor, Executor lookups) {
            super(executor);
            this.lookups = lookups;
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            look(promise, () -> inTurn(InetAddress.getAllByName(host)));
        }

        /** Of the kind that the JDK prefers; the other may have no way out of this machine. */
        private InetAddress inTurn(InetAddress... all) {
            List<InetAddress> alike = Arrays.stream(all)
                    .filter(address -> address.getClass() == all[0].getClass())
                    .toList();
            return alike.get(Math.floorMod(turns.getAndIncrement(), alike.size()));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            look(promise, () -> List.of(InetAddress.getAllByName(host)));
        }

        private <T> void look(Promise<T> promise, Lookup<T> lookup) {
            try {
                lookups.execute(() -> {
                    try {
                        promise.trySuccess(lookup.run());
                    } catch (UnknownHostException | RuntimeException e) {
                        promise.tryFailure(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                promise.tryFailure(e);
            }
        }
    }

    @FunctionalInterface
    private interface Lookup<T> {
        T run() throws UnknownHostException;
    }
}
