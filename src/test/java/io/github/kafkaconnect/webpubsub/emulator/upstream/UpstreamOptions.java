package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an upstream is built from.
 *
 * @param origin host name of the service, sent as {@code WebHook-Request-Origin}; several are joined by comma and blank
 * @param accessKeys primary, then secondary, asked for every event so that they can be rotated; empty when local authentication is off, then no event is signed
 * @param hubs settings of a hub by name, asked for every event
 * @param bearerTokens token for an audience, for handlers with managed identity; without one no token is sent
 * @param clock for {@code ce-time}, the age of handshakes and the recording
 * @param seed for everything that is left to chance
 * @param loop does all the work and runs all timers; not closed by the upstream
 */
public record UpstreamOptions(
        String origin,
        Supplier<List<String>> accessKeys,
        Function<String, HubSettings> hubs,
        Function<String, Optional<String>> bearerTokens,
        Clock clock,
        long seed,
        EventLoop loop,
        UpstreamBehaviour behaviour) {
    /** The usual case: the system clock, no managed identity, documented behaviour. */
    public UpstreamOptions(
            String origin,
            Supplier<List<String>> accessKeys,
            Function<String, HubSettings> hubs,
            long seed,
            EventLoop loop) {
        this(
                origin,
                accessKeys,
                hubs,
                audience -> Optional.empty(),
                Clock.systemUTC(),
                seed,
                loop,
                UpstreamBehaviour.DOCUMENTED);
    }

    public UpstreamOptions withBehaviour(UpstreamBehaviour behaviour) {
        return new UpstreamOptions(origin, accessKeys, hubs, bearerTokens, clock, seed, loop, behaviour);
    }
}
