package io.github.kafkaconnect.webpubsub.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of how many connections are in each group, of the events group-joined and group-left, which the hub's settings must ask for.
 * That a connection ends is told by the topic of presence, since nobody promises that it leaves its groups first. Both topics are keyed by
 * connection and must have the same number of partitions.
 *
 * <pre>java … GroupTables localhost:9092 webpubsub.chat webpubsub.chat.presence groups.online</pre>
 */
public final class GroupTables {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Serde<String> TEXT = Serdes.String();
    private static final String MEMBERS = "members";
    private static final String JOINED = "azure.webpubsub.gp.joined";
    private static final String LEFT = "azure.webpubsub.gp.left";
    /** Longer than clients stay connected: a join that came after its connection's end would stay for ever. */
    private static final Duration LIFE = Duration.ofHours(24);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private GroupTables() {}

    public static void main(String[] arguments) {
        Properties settings = new Properties();
        settings.put("application.id", "group-tables");
        settings.put("bootstrap.servers", arguments[0]);
        KafkaStreams streams = new KafkaStreams(topology(arguments[1], arguments[2], arguments[3]), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    static Topology topology(String events, String presence, String groupsOnline) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(MEMBERS), TEXT, Serdes.Long()));
        builder.stream(List.of(events, presence), Consumed.with(TEXT, TEXT))
                .process(Members::new, MEMBERS)
                .toTable(Materialized.with(TEXT, TEXT))
                .groupBy((member, group) -> KeyValue.pair(group, member), Grouped.with(TEXT, TEXT))
                .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("groups"))
                        .withKeySerde(TEXT)
                        .withValueSerde(Serdes.Long()))
                .toStream()
                // A group without connections is no line of the table.
                .mapValues(count -> count == null || count == 0 ? null : Long.toString(count))
                .to(groupsOnline, Produced.with(TEXT, TEXT));
        return builder.build();
    }

    /** Keeps which connection is in which group, by both, and when that was said last. */
    private static final class Members extends ContextualProcessor<String, String, String, String> {
        private @Nullable KeyValueStore<String, Long> since;

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            since = context.getStateStore(MEMBERS);
            context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> {
                removeAll(store().all(), nowMs - LIFE.toMillis(), nowMs);
            });
        }

        @Override
        public void process(Record<String, String> said) {
            Header type = said.headers().lastHeader("ce_type");
            String kind = type == null ? "" : new String(type.value(), UTF_8);
            if (said.value() == null && kind.isEmpty()) {
                KeyValueIterator<String, Long> ofConnection = store().prefixScan(said.key() + '\n', TEXT.serializer());
                removeAll(ofConnection, Long.MAX_VALUE, said.timestamp());
            } else if (kind.equals(JOINED)) {
                String group = group(said.value());
                store().put(said.key() + '\n' + group, said.timestamp());
                context().forward(new Record<>(said.key() + '\n' + group, group, said.timestamp()));
            } else if (kind.equals(LEFT)) {
                remove(said.key() + '\n' + group(said.value()), said.timestamp());
            }
        }

        /** Those that joined before a time. */
        private void removeAll(KeyValueIterator<String, Long> members, long beforeMs, long nowMs) {
            List<String> gone = new ArrayList<>();
            try (members) {
                members.forEachRemaining(member -> {
                    if (member.value < beforeMs) {
                        gone.add(member.key);
                    }
                });
            }
            gone.forEach(member -> remove(member, nowMs));
        }

        private void remove(String member, long nowMs) {
            store().delete(member);
            context().forward(new Record<>(member, null, nowMs));
        }

        private static String group(String body) {
            try {
                return JSON.readTree(body).path("group").asText("");
            } catch (JsonProcessingException e) {
                return "";
            }
        }

        private KeyValueStore<String, Long> store() {
            if (since == null) {
                throw new IllegalStateException("not initialized");
            }
            return since;
        }
    }
}
