package io.github.kafkaconnect.webpubsub.sink.mapping;

import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.JSON;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.STRINGS;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.converted;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.mapper;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.withHeader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationMappingTest {
    private static final String VERSION = "?api-version=2024-12-01";
    private static final String VALUE = "{\"user\":\"u 1\",\"room\":\"r/1\",\"by\":\"O'Neil\"}";
    private final OperationEncoder encoder = new OperationEncoder();

    @ParameterizedTest
    @CsvSource({
        "sendToAll, POST /api/hubs/chat/:send?&excluded=c1&filter=userId%20ne%20%27O%27%27Neil%27",
        "sendToGroup, POST /api/hubs/chat/groups/r%2F1/:send?&excluded=c1&filter=userId%20ne%20%27O%27%27Neil%27",
        "closeAllConnections, POST /api/hubs/chat/:closeConnections?&excluded=c1&reason=by%20O%27Neil",
        "closeGroupConnections, POST /api/hubs/chat/groups/r%2F1/:closeConnections?&excluded=c1&reason=by%20O%27Neil",
        "closeUserConnections, POST /api/hubs/chat/users/u%201/:closeConnections?&excluded=c1&reason=by%20O%27Neil",
        "closeConnection, DELETE /api/hubs/chat/connections/c1?&reason=by%20O%27Neil",
        "addConnectionToGroup, PUT /api/hubs/chat/groups/r%2F1/connections/c1?",
        "addUserToGroup, PUT /api/hubs/chat/users/u%201/groups/r%2F1?",
        "addConnectionsToGroups, POST /api/hubs/chat/:addToGroups?",
        "removeConnectionFromGroup, DELETE /api/hubs/chat/groups/r%2F1/connections/c1?",
        "removeConnectionFromAllGroups, DELETE /api/hubs/chat/connections/c1/groups?",
        "removeUserFromGroup, DELETE /api/hubs/chat/users/u%201/groups/r%2F1?",
        "removeUserFromAllGroups, DELETE /api/hubs/chat/users/u%201/groups?",
        "removeConnectionsFromGroups, POST /api/hubs/chat/:removeFromGroups?",
        "grantPermission, PUT /api/hubs/chat/permissions/sendToGroup/connections/c1?&targetName=r%2F1",
        "revokePermission, DELETE /api/hubs/chat/permissions/sendToGroup/connections/c1?&targetName=r%2F1",
    })
    void makesTheRequestOfEveryOperation(String operation, String request) {
        EncodedOperation call = encoder.encode(made(full(operation).map(record(operation))));

        assertThat(call.method() + ' ' + call.pathAndQuery()).isEqualTo(request.replace("?", VERSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendToUser", "sendToConnection"})
    void refusesExclusionsWhereTheServiceKnowsNone(String operation) {
        Mapped mapped = full(operation).map(record(operation));

        assertThat(mapped).isInstanceOfSatisfying(Mapped.Bad.class, bad -> assertThat(
                        bad.problem().code())
                .isEqualTo(ErrorCode.RECORD_NAME_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a?", "a\\\\", ""})
    void noRecordWidensARole(String team) {
        RecordMapper tokens = Records.mapper(
                "operation", "generateClientToken",
                "webpubsub.roles", "webpubsub.joinLeaveGroups.team-${value.team}",
                "outcome.topic", "tokens");
        SinkRecord record = Records.converted(Records.STRINGS, "k", Records.JSON, "{\"team\":\"" + team + "\"}");
        assertThat(tokens.map(record)).isInstanceOfSatisfying(Mapped.Bad.class, bad -> assertThat(
                        bad.problem().detail())
                .contains("webpubsub.roles has a part that is empty or holds a wildcard"));
        assertThat(tokens.map(Records.converted(Records.STRINGS, "k", Records.JSON, "{\"team\":\"red\"}")))
                .isInstanceOf(Mapped.Run.class);
    }

    @Test
    void whatATombstonesCallTakesIsNothingForSends() {
        RecordMapper closing = Records.mapper(
                "webpubsub.target", "user",
                "webpubsub.excluded", "c1",
                "tombstone.behavior", "operation",
                "tombstone.operation", "closeUserConnections");
        assertThat(Records.target(closing.map(Records.strings("k", "hello")))).hasToString("chat/user/k");
        assertThat(closing.map(Records.record(new SchemaAndValue(null, "k"), new SchemaAndValue(null, null))))
                .isInstanceOfSatisfying(Mapped.Send.class, call -> assertThat(
                                encoder.encode(call.operation()).pathAndQuery())
                        .contains("excluded=c1"));
    }

    @Test
    void namesTheGroupsAndTheFilterInTheBodyOfABulkChange() {
        EncodedOperation call =
                encoder.encode(made(full("addConnectionsToGroups").map(record("addConnectionsToGroups"))));

        assertThat(new String(call.body(), UTF_8))
                .isEqualTo("{\"groups\":[\"r/1\"],\"filter\":\"userId ne 'O''Neil'\"}");
        assertThat(call.contentType()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryNameInBothForms(Operation.Kind kind) {
        String name = kind.operationName();

        assertThat(Operation.Kind.named(name)).contains(kind);
        assertThat(Operation.Kind.named(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                .contains(kind);
        assertThat(Operation.Kind.named(name.toLowerCase(Locale.ROOT) + "x")).isEmpty();
    }

    @Test
    void takesTheOperationFromTheRecordAndSendsByDefault() {
        RecordMapper mapper = mapper(
                "operation", "${header.op|send}",
                "webpubsub.group", "${value.room}",
                "webpubsub.user", "${value.user}");

        assertThat(made(mapper.map(record(null))).kind()).isEqualTo(Operation.Kind.SEND_TO_GROUP);
        assertThat(made(mapper.map(record(null))).target()).hasToString("chat/group/k");
        assertThat(made(mapper.map(record("addUserToGroup"))).target()).hasToString("chat/group/r%2F1");
        assertThat(problem(mapper.map(record("burnDownTheHub")))).isEqualTo(ErrorCode.RECORD_OPERATION_INVALID);
        assertThat(problem(mapper.map(record("closeConnection")))).isEqualTo(ErrorCode.RECORD_OPERATION_INVALID);
    }

    @Test
    void onlyASendNeedsAValue() {
        RecordMapper mapper = mapper(
                "operation", "${header.op|send}", "webpubsub.group", "${key}", "webpubsub.user", "${header.user}");
        SinkRecord record = Records.record(new SchemaAndValue(null, "room"), new SchemaAndValue(null, null));
        withHeader(record, new StringConverter(), "user", "alice");
        assertThat(mapper.map(record)).isInstanceOf(Mapped.Skip.class);

        withHeader(record, new StringConverter(), "op", "removeUserFromGroup");
        assertThat(made(mapper.map(record)).kind()).isEqualTo(Operation.Kind.REMOVE_USER_FROM_GROUP);
    }

    @Test
    void neverConflatesWhatIsNoSend() {
        RecordMapper mapper = mapper(
                "operation", "addUserToGroup",
                "webpubsub.group", "${key}",
                "webpubsub.user", "${value.user}",
                "conflation.key", "${key}");

        assertThat(mapper.map(record(null)))
                .isInstanceOfSatisfying(Mapped.Send.class, send -> assertThat(send.conflationKey())
                        .isNull());
    }

    private static RecordMapper full(String operation) {
        List<String> options = new ArrayList<>(List.of(
                "operation", operation,
                "webpubsub.group", "${value.room}",
                "webpubsub.groups", "${value.room}, ${header.absent|}",
                "webpubsub.user", "${value.user}",
                "webpubsub.connection", "${header.connection}",
                "webpubsub.permission", "sendToGroup",
                "webpubsub.permission.group", "${value.room}",
                "webpubsub.reason", "by ${value.by}",
                "webpubsub.filter", "userId ne '${value.by}'",
                "webpubsub.excluded", "${header.connection}, ${header.absent|}"));
        return mapper(options.toArray(String[]::new));
    }

    private static SinkRecord record(@Nullable String operation) {
        SinkRecord record = converted(STRINGS, "k", JSON, VALUE);
        withHeader(record, new StringConverter(), "connection", "c1");
        return operation == null ? record : withHeader(record, new StringConverter(), "op", operation);
    }

    private static Operation made(Mapped mapped) {
        if (mapped instanceof Mapped.Send send) {
            return send.operation();
        }
        throw new AssertionError("not made: " + mapped);
    }

    private static ErrorCode problem(Mapped mapped) {
        return ((Mapped.Bad) mapped).problem().code();
    }
}
