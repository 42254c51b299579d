package io.github.kafkaconnect.webpubsub.sink.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionId;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneKeysTest {
    private static final TopicPartition P0 = new TopicPartition("orders", 0);
    private static final TopicPartition P1 = new TopicPartition("orders", 1);
    private static final Operation ROOM = group("room");
    private static final Operation OTHER = group("other");

    @Test
    void byTargetTheTargetAloneDecides() {
        Object lane = lane(Ordering.TARGET, P0, "a", ROOM);
        assertThat(lane(Ordering.TARGET, P1, "b", group("room"))).isEqualTo(lane);
        assertThat(lane(Ordering.TARGET, P1, null, group("room"))).isEqualTo(lane);
        assertThat(lane(Ordering.TARGET, P0, "a", OTHER)).isNotEqualTo(lane);
    }

    @Test
    void byKeyTheKeyAloneDecides() {
        Object lane = lane(Ordering.KEY, P0, "a", ROOM);
        assertThat(lane(Ordering.KEY, P1, new String("a"), OTHER)).isEqualTo(lane);
        assertThat(lane(Ordering.KEY, P0, "b", ROOM)).isNotEqualTo(lane);
    }

    @Test
    void keysOfBytesAreEqualByContent() {
        Object lane = lane(Ordering.KEY, P0, "a1".getBytes(UTF_8), ROOM);
        assertThat(lane(Ordering.KEY, P0, "a1".getBytes(UTF_8), ROOM))
                .isEqualTo(lane)
                .hasSameHashCodeAs(lane);
        assertThat(lane(Ordering.KEY, P0, "a2".getBytes(UTF_8), ROOM)).isNotEqualTo(lane);
    }

    @Test
    void keysWithFieldsAreEqualByContent() {
        assertThat(lane(Ordering.KEY, P0, struct(7), ROOM)).isEqualTo(lane(Ordering.KEY, P0, struct(7), ROOM));
        assertThat(lane(Ordering.KEY, P0, struct(7), ROOM)).isNotEqualTo(lane(Ordering.KEY, P0, struct(8), ROOM));
    }

    /** All records without a key in one lane would be slow, and each in its own would lose an order that Kafka has kept. */
    @Test
    void byKeyRecordsWithoutOneGoInTheOrderOfTheirPartition() {
        Object lane = lane(Ordering.KEY, P0, null, ROOM);
        assertThat(lane(Ordering.KEY, P0, null, OTHER)).isEqualTo(lane);
        assertThat(lane(Ordering.KEY, P1, null, ROOM)).isNotEqualTo(lane);
        assertThat(lane(Ordering.KEY, P0, "a", ROOM)).isNotEqualTo(lane);
    }

    @Test
    void byPartitionThePartitionAloneDecides() {
        Object lane = lane(Ordering.PARTITION, P0, "a", ROOM);
        assertThat(lane(Ordering.PARTITION, P0, "b", OTHER)).isEqualTo(lane);
        assertThat(lane(Ordering.PARTITION, P0, null, OTHER)).isEqualTo(lane);
        assertThat(lane(Ordering.PARTITION, P1, "a", ROOM)).isNotEqualTo(lane);
    }

    @Test
    void withoutOrderingEveryRecordHasALaneOfItsOwn() {
        assertThat(lane(Ordering.NONE, P0, "a", ROOM)).isNotEqualTo(lane(Ordering.NONE, P0, "a", ROOM));
        assertThat(new LaneKeys(Ordering.NONE)
                        .of(record("a"), P0, ROOM, "price")
                        .conflation())
                .as("nothing waits behind it that it could replace")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void withoutATargetTheOrderIsThePartitions(Ordering ordering) {
        LaneKeys.Keys keys = new LaneKeys(ordering).of(record("a"), P0, null, "price");
        assertThat(keys.lane()).isEqualTo(P0);
        assertThat(keys.conflation()).as("it replaces nothing").isNull();
        assertThat(lane(ordering, P0, null, null)).isEqualTo(P0);
        assertThat(lane(ordering, P1, "a", null)).isEqualTo(P1);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY", "PARTITION"})
    void whereALaneHasSeveralTargetsARecordReplacesThoseToItsOwnOnly(Ordering ordering) {
        LaneKeys keys = new LaneKeys(ordering);
        Object mine = keys.of(record("a"), P0, ROOM, "price").conflation();
        assertThat(mine).isNotNull();
        assertThat(keys.of(record("a"), P0, group("room"), "price").conflation())
                .isEqualTo(mine);
        assertThat(keys.of(record("a"), P0, OTHER, "price").conflation()).isNotEqualTo(mine);
        assertThat(keys.of(record("a"), P0, ROOM, "volume").conflation()).isNotEqualTo(mine);
    }

    @ParameterizedTest
    @EnumSource(names = {"TARGET", "KEY", "PARTITION"})
    void aRecordReplacesThoseForTheSameConnectionsOnly(Ordering ordering) {
        LaneKeys keys = new LaneKeys(ordering);
        Operation some = group("room", new SendOptions(0, List.of(), "userId in ('a','b')"));
        Object mine = keys.of(record("a"), P0, some, "price").conflation();
        assertThat(mine).isNotNull();
        assertThat(keys.of(
                                record("a"),
                                P0,
                                group("room", new SendOptions(9, List.of(), "userId in ('a','b')")),
                                "price")
                        .conflation())
                .isEqualTo(mine);
        assertThat(keys.of(record("a"), P0, group("room", new SendOptions(0, List.of(), "userId in ('c')")), "price")
                        .conflation())
                .isNotEqualTo(mine);
        assertThat(keys.of(
                                record("a"),
                                P0,
                                group(
                                        "room",
                                        new SendOptions(0, List.of(new ConnectionId("c")), "userId in ('a','b')")),
                                "price")
                        .conflation())
                .isNotEqualTo(mine);
        assertThat(keys.of(record("a"), P0, ROOM, "price").conflation()).isNotEqualTo(mine);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWithoutAConflationKeyReplacesNothing(Ordering ordering) {
        assertThat(new LaneKeys(ordering).of(record("a"), P0, ROOM, null).conflation())
                .isNull();
    }

    @Test
    void everyOrderingIsSpokenOfHere() {
        assertThat(Ordering.values())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Ordering.TARGET, Ordering.KEY, Ordering.PARTITION, Ordering.NONE));
    }

    private static Object lane(
            Ordering ordering, TopicPartition partition, @Nullable Object key, @Nullable Operation operation) {
        return new LaneKeys(ordering)
                .of(record(key), partition, operation, null)
                .lane();
    }

    private static SinkRecord record(@Nullable Object key) {
        return new SinkRecord("orders", 0, null, key, null, "value", 1);
    }

    private static Struct struct(int id) {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        return new Struct(schema).put("id", id);
    }

    private static Operation group(String name) {
        return group(name, SendOptions.NONE);
    }

    private static Operation group(String name, SendOptions options) {
        return new Operation.SendToGroup(new Hub("chat"), new GroupName(name), Payload.Text.of("x"), options);
    }
}
