package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an emulator behaves. Immutable; start from {@link #DEFAULT} and change what matters, by a method or, for any option,
 * by {@link #with(String, String)}.
 *
 * @param port 0 for any free one
 * @param hubs settings of hubs by name; any other hub exists with {@link HubSettings#DEFAULT}
 */
public record EmulatorOptions(
        int port,
        Keys keys,
        Map<String, HubSettings> hubs,
        RestRules rest,
        ClientRules client,
        GroupRules groups,
        Unkindness unkindness,
        Recording recording,
        UpstreamBehaviour upstream,
        InstantSource clock) {

    /**
     * The access keys, both valid, used as UTF-8 bytes.
     *
     * @param skewSeconds clock difference that tokens may have, both ways; the service's own is unknown
     * @param localAuth off when the resource has {@code disableLocalAuth}
     */
    public record Keys(String primary, String secondary, long skewSeconds, LocalAuth localAuth) {
        public Keys {
            for (String key : List.of(primary, secondary)) {
                boolean plain = key.chars().noneMatch(c -> c == ';' || c < 0x20) && key.equals(key.strip());
                if (key.getBytes(StandardCharsets.UTF_8).length < 32 || !plain) {
                    throw new IllegalArgumentException(
                            "An access key (-Demulator.accesskey, -Demulator.accesskey2) must have at least 32 bytes, no semicolon,"
                                    + " no control character and no blank at its ends");
                }
            }
        }

        Keys with(String otherPrimary, String otherSecondary) {
            return new Keys(otherPrimary, otherSecondary, skewSeconds, localAuth);
        }
    }

    /** Whether the access keys may be used. */
    public enum LocalAuth {
        ON,
        /** REST takes tokens of Microsoft Entra identities only, and clients only those that {@code :generateToken} made. */
        OFF
    }

    /**
     * Where the emulator is as unkind as the service; each random number comes from the seed.
     *
     * @param idleTimeout after which a keep-alive connection is closed without a word; zero for never
     * @param closeEvery every n-th answer carries {@code Connection: close}; 0 for none
     */
    public record Unkindness(long seed, SendOrder.Delays sendDelays, Duration idleTimeout, int closeEvery) {
        public static final Unkindness NONE = new Unkindness(1, SendOrder.Delays.NONE, Duration.ZERO, 0);

        public Unkindness withSeed(long other) {
            return new Unkindness(other, sendDelays, idleTimeout, closeEvery);
        }

        public Unkindness withSendDelays(SendOrder.Delays delays) {
            return new Unkindness(seed, delays, idleTimeout, closeEvery);
        }

        public Unkindness withIdleTimeout(Duration timeout) {
            return new Unkindness(seed, sendDelays, timeout, closeEvery);
        }

        public Unkindness withCloseEvery(int answers) {
            return new Unkindness(seed, sendDelays, idleTimeout, answers);
        }
    }

    /** How many requests are remembered, and how many bytes of their bodies. */
    public record Recording(int requestsMax, long bytesMax) {
        public static final Recording OFF = new Recording(0, 0);
        public static final Recording NEWEST = new Recording(100_000, 64L * 1024 * 1024);
    }

    /** The keys of the service team's own emulator: both emulators can be swapped for each other. */
    public static final Keys WELL_KNOWN_KEYS = new Keys(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH",
            "SECONDARYKEYSECONDARYKEY0123456789ABCDEFGHIJ",
            300,
            LocalAuth.ON);

    /** Any free port, well-known keys, no hub configured, kind, recording. */
    public static final EmulatorOptions DEFAULT = new EmulatorOptions(
            0,
            WELL_KNOWN_KEYS,
            Map.of(),
            RestRules.DEFAULT,
            ClientRules.DEFAULT,
            GroupRules.DEFAULT,
            Unkindness.NONE,
            Recording.NEWEST,
            UpstreamBehaviour.DOCUMENTED,
            InstantSource.system());

    public EmulatorOptions {
        hubs = Map.copyOf(hubs);
    }

    /**
     * With one option given as a text, under the name that it has as a system property without {@code emulator.}, for
     * instance {@code with("client.recovery.window", "10s")}.
     *
     * @throws IllegalArgumentException when there is no such option, or the value is not one of its own
     */
    public EmulatorOptions with(String name, String value) {
        return TextOptions.with(this, Map.of(name, value));
    }

    public EmulatorOptions withPort(int other) {
        return new EmulatorOptions(other, keys, hubs, rest, client, groups, unkindness, recording, upstream, clock);
    }

    public EmulatorOptions withKeys(String primary, String secondary) {
        Keys other = keys.with(primary, secondary);
        return new EmulatorOptions(port, other, hubs, rest, client, groups, unkindness, recording, upstream, clock);
    }

    /** With one more hub configured. */
    public EmulatorOptions withHub(String name, HubSettings settings) {
        Map<String, HubSettings> more = new LinkedHashMap<>(hubs);
        more.put(name, settings);
        return new EmulatorOptions(port, keys, more, rest, client, groups, unkindness, recording, upstream, clock);
    }

    public EmulatorOptions withHubs(Map<String, HubSettings> all) {
        return new EmulatorOptions(port, keys, all, rest, client, groups, unkindness, recording, upstream, clock);
    }

    public EmulatorOptions withRest(RestRules rules) {
        return new EmulatorOptions(port, keys, hubs, rules, client, groups, unkindness, recording, upstream, clock);
    }

    public EmulatorOptions withClient(ClientRules rules) {
        return new EmulatorOptions(port, keys, hubs, rest, rules, groups, unkindness, recording, upstream, clock);
    }

    public EmulatorOptions withUnkindness(Unkindness other) {
        return new EmulatorOptions(port, keys, hubs, rest, client, groups, other, recording, upstream, clock);
    }

    public EmulatorOptions withRecording(Recording other) {
        return new EmulatorOptions(port, keys, hubs, rest, client, groups, unkindness, other, upstream, clock);
    }

    public EmulatorOptions withClock(InstantSource other) {
        return new EmulatorOptions(port, keys, hubs, rest, client, groups, unkindness, recording, upstream, other);
    }

    public EmulatorOptions withUpstream(UpstreamBehaviour other) {
        return new EmulatorOptions(port, keys, hubs, rest, client, groups, unkindness, recording, other, clock);
    }

    /** The hosts under which the emulator is known; handlers must allow one of them. */
    String origin() {
        return "127.0.0.1, localhost";
    }
}
