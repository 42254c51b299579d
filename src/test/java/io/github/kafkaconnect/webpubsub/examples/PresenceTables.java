package io.github.kafkaconnect.webpubsub.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables of the topic of presence (connection to who it is, nothing when it is gone): how many connections each user has, and an end for
 * connections whose {@code disconnected} never came.
 *
 * <pre>java … PresenceTables localhost:9092 webpubsub.presence users.online</pre>
 */
public final class PresenceTables {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Serde<String> TEXT = Serdes.String();
    private static final String SEEN = "seen";
    /** Longer than clients stay connected. */
    private static final Duration LIFE = Duration.ofHours(24);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private PresenceTables() {}

    public static void main(String[] arguments) {
        Properties settings = new Properties();
        settings.put("application.id", "presence-tables");
        settings.put("bootstrap.servers", arguments[0]);
        KafkaStreams streams = new KafkaStreams(topology(arguments[1], arguments[2]), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    static Topology topology(String presence, String usersOnline) {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> connections =
                builder.table(presence, Consumed.with(TEXT, TEXT), inMemory("connections"));
        connections
                .groupBy((connection, who) -> KeyValue.pair(user(who), connection), Grouped.with(TEXT, TEXT))
                .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("users"))
                        .withKeySerde(TEXT)
                        .withValueSerde(Serdes.Long()))
                .toStream()
                // A user without connections is no line of the table.
                .mapValues(count -> count == null || count == 0 ? null : Long.toString(count))
                .to(usersOnline, Produced.with(TEXT, TEXT));
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(SEEN), TEXT, Serdes.Long()));
        connections.toStream().process(Expiring::new, SEEN).to(presence, Produced.with(TEXT, TEXT));
        return builder.build();
    }

    private static Materialized<String, String, KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>> inMemory(
            String name) {
        return Materialized.<String, String>as(Stores.inMemoryKeyValueStore(name))
                .withKeySerde(TEXT)
                .withValueSerde(TEXT);
    }

    private static String user(String who) {
        try {
            return JSON.readTree(who).path("userId").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Writes the tombstone that a lost {@code disconnected} would have been. */
    private static final class Expiring extends ContextualProcessor<String, String, String, String> {
        private @Nullable KeyValueStore<String, Long> seen;

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            seen = context.getStateStore(SEEN);
            context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::expire);
        }

        @Override
        public void process(Record<String, String> presence) {
            store().put(presence.key(), presence.value() == null ? null : presence.timestamp());
        }

        private void expire(long nowMs) {
            List<String> over = new ArrayList<>();
            try (var all = store().all()) {
                all.forEachRemaining(entry -> {
                    if (nowMs - entry.value > LIFE.toMillis()) {
                        over.add(entry.key);
                    }
                });
            }
            over.forEach(connection -> context().forward(new Record<>(connection, null, nowMs)));
        }

        private KeyValueStore<String, Long> store() {
            if (seen == null) {
                throw new IllegalStateException("not initialized");
            }
            return seen;
        }
    }
}
