package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.http.Freezer;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.service.Hubs;
import io.github.kafkaconnect.webpubsub.emulator.upstream.Upstream;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.Function;

/**
 * What every client session works with.
 *
 * @param settings of a hub by its name in lower case
 */
public record ClientParts(
        EventLoop loop,
        Hubs hubs,
        Credentials credentials,
        Upstream upstream,
        Function<String, HubSettings> settings,
        ClientRules rules,
        GroupRules groups,
        Freezer freezer,
        ClientCounters counters) {
    /**
     * How client tokens are checked.
     *
     * @param endpoints the base URLs under which the emulator is known
     */
    public record Credentials(Tokens tokens, List<String> endpoints) {}
}
