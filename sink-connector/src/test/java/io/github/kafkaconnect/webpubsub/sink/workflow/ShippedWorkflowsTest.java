package io.github.kafkaconnect.webpubsub.sink.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each workflow that comes with the connector, played against answers. */
class ShippedWorkflowsTest {
    private static final WorkflowCatalog CATALOG = WorkflowCatalog.with(List.of());
    private static final String INPUTS =
            """
            {"connectionId":"c1","group":"g1","userId":"u1","message":"hi","warning":"soon","announcement":"here",
             "permission":"sendToGroup","targetName":"g1","reason":"late","accessToken":"x","apiVersion":"2024-01-01"}""";

    static List<String> names() {
        return WorkflowCatalog.OWN;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyDocumentIsUsable(String name) {
        WorkflowReader.Result result = WorkflowReader.read(WorkflowCatalog.own(name));

        assertThat(result.problems()).isEmpty();
        assertThat(result.workflows()).hasSize(1);
        assertThat(CATALOG.find(result.workflows().get(0).id())).isPresent();
        assertThat(CATALOG.find(name)).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "check-then-close-connection     | 200 204     | connectionExists closeConnection | {'existsStatus':200,'closeStatus':204}",
                "check-then-close-connection     | 404         | connectionExists | {'existsStatus':404}",
                "direct-connection-message       | 200 202     | connectionExists sendToConnection | {'existsStatus':200,'sendStatus':202}",
                "direct-connection-message       | 404         | connectionExists | {'existsStatus':404}",
                "grant-permission-send-to-user   | 200 202     | grantPermission sendToUser | {'grantStatus':200,'sendStatus':202}",
                "grant-permission-send-to-user   | 404         | grantPermission | {'grantStatus':404}",
                "grant-permission-if-missing     | 404 200     | checkPermission grantPermission | {'checkStatus':404,'grantStatus':200}",
                "grant-permission-if-missing     | 200         | checkPermission | {'checkStatus':200}",
                "broadcast-to-group-if-active    | 200 202     | groupExists sendToGroup | {'groupStatus':200,'sendStatus':202}",
                "broadcast-to-group-if-active    | 404         | groupExists | {'groupStatus':404}",
                "warn-group-and-teardown         | 202 204     | sendToGroup closeGroupConnections | {'sendStatus':202,'closeStatus':204}",
                "join-group-send-leave           | 200 202 204 | addConnectionToGroup sendToGroup removeConnectionFromGroup | {'addStatus':200,'sendStatus':202,'removeStatus':204}",
                "join-group-send-leave           | 404         | addConnectionToGroup | {'addStatus':404}",
                "notify-user-if-online           | 200 202     | userExists sendToUser | {'userStatus':200,'sendStatus':202}",
                "notify-user-if-online           | 404         | userExists | {'userStatus':404}",
                "provision-client-and-join-group | 200 200 202 | generateClientToken addConnectionToGroup sendToGroup | {'token':'t0ken','addStatus':200,'sendStatus':202}",
                "provision-client-and-join-group | 200 404     | generateClientToken addConnectionToGroup | {'token':'t0ken','addStatus':404}",
                "revoke-permission-and-evict     | 204 204     | revokePermission closeConnection | {'revokeStatus':204,'closeStatus':204}",
                "generate-token-then-broadcast   | 200 202     | generateClientToken sendToAll | {'token':'t0ken','broadcastStatus':202}",
                "onboard-user-to-group           | 200 202     | addUserToGroup sendToUser | {'addStatus':200,'sendStatus':202}",
                "onboard-user-to-group           | 404         | addUserToGroup | {'addStatus':404}",
            })
    void playsItsSteps(String name, String statuses, String calls, String outputs) throws Exception {
        Play play = new Play(name, statuses);

        assertThat(play.last.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(play.calls).hasToString("[" + calls.replace(" ", ", ") + "]");
        assertThat(play.plan.outputs()).isEqualTo(Json.MAPPER.readTree(outputs.replace('\'', '"')));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "check-then-close-connection   | 400         | checkConnection | 400",
                "direct-connection-message     | 200 400     | sendToConnection | 400",
                "grant-permission-send-to-user | 409         | grantPermission | 409",
                "warn-group-and-teardown       | 202 400     | closeGroup | 400",
                "join-group-send-leave         | 200 400 204 | sendToGroup | 400",
                "join-group-send-leave         | 409         | addConnection | 409",
                "onboard-user-to-group         | 200 413     | welcomeUser | 413",
            })
    void namesTheStepThatFails(String name, String statuses, String step, int status) {
        Play play = new Play(name, statuses);

        assertThat(play.last).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(ErrorCode.WORKFLOW_FAILED);
            assertThat(rejected.status()).isEqualTo(status);
            assertThat(rejected.detail()).startsWith("workflow " + name + " failed at step " + step + ": ");
        });
        assertThat(play.plan.outputs()).isEmpty();
    }

    @Test
    void waitsBetweenTheWarningAndTheEnd() {
        Plan plan = plan("warn-group-and-teardown", "{\"group\":\"g\",\"warning\":\"w\",\"delaySeconds\":2.5}");

        plan.call();
        assertThat(plan.ended(new Outcome.Delivered(202), reply(202))).isEqualTo(new Outcome.Progressed(202, 2_500));
    }

    @Test
    void passesTheGroupOfAPermissionToEveryStep() {
        Play play = new Play("grant-permission-if-missing", "404 200");

        assertThat(play.urls).allMatch(url -> url.endsWith("&targetName=g1")).hasSize(2);
    }

    @Test
    void keepsTokensApartAsSecrets() {
        assertThat(new Play("token-then-broadcast", "200 202").plan.secrets()).containsExactly("t0ken");
    }

    @Test
    void leavesFailuresThatMayPassToTheEngine() {
        Plan plan = plan("notify-user-if-online", INPUTS);
        Outcome busy = new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 0, "busy");

        assertThat(plan.ended(busy, reply(503))).isSameAs(busy);
        assertThat(plan.call().kind()).isEqualTo(Operation.Kind.USER_EXISTS);
    }

    /** One run of a workflow: answers its calls one after the other. */
    private static final class Play {
        private final Plan plan;
        private final List<String> calls = new ArrayList<>();
        private final List<String> urls = new ArrayList<>();
        private Outcome last = new Outcome.Progressed(0, 0);

        Play(String name, String statuses) {
            plan = plan(name, INPUTS);
            for (String status : statuses.split(" ", -1)) {
                assertThat(last.kind()).isEqualTo(Outcome.Kind.PROGRESSED);
                Operation call = plan.call();
                calls.add(call.kind().operationName());
                urls.add(new OperationEncoder().encode(call).pathAndQuery());
                int code = Integer.parseInt(status);
                last = plan.ended(
                        code < 300 || (code == 404 && call.kind().asksWhether())
                                ? new Outcome.Delivered(code)
                                : new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, code, "no"),
                        reply(code));
            }
        }
    }

    private static Plan plan(String name, String inputs) {
        try {
            Map<String, JsonNode> given = new HashMap<>();
            Json.MAPPER.readTree(inputs).properties().forEach(field -> given.put(field.getKey(), field.getValue()));
            return CATALOG.find(name).orElseThrow().run(new Hub("chat"), given);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Reply reply(int status) {
        return new Reply(status, name -> Optional.empty(), "{\"token\":\"t0ken\"}".getBytes(UTF_8));
    }
}
