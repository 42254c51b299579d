package io.github.kafkaconnect.webpubsub.sink.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents of users, also such as others have published. */
class WorkflowRunTest {
    private static final Outcome.Delivered OK = new Outcome.Delivered(200);

    @Test
    void fillsExpressionsInWhereverTheyStand() {
        Plan plan = plan(
                """
                      - stepId: one
                        operationId: $sourceDescriptions.api.webPubSub_listConnectionsInGroup
                        parameters:
                          - {name: hub, in: path, value: $inputs.hub}
                          - {name: group, in: path, value: 'room-{$inputs.user}'}
                          - {name: top, in: query, value: 5}
                          - {name: Authorization, in: header, value: Bearer $inputs.accessToken}
                          - {name: api-version, in: query, value: $inputs.apiVersion}
                        outputs:
                          first: $response.body#/value/0/connectionId
                          limit: $response.header.X-Limit
                      - stepId: two
                        operationId: SendToConnection
                        parameters:
                          - {name: connectionId, in: path, value: $steps.one.outputs.first}
                          - {name: messageTtlSeconds, in: query, value: 60}
                        requestBody:
                          contentType: application/json
                          payload: {to: $inputs.user, limit: '{$steps.one.outputs.limit}/h', list: [1, $inputs.user, null]}
                """,
                Map.of("user", TextNode.valueOf("ada"), "hub", TextNode.valueOf("other")));

        assertThat(request(plan))
                .isEqualTo("GET /api/hubs/other/groups/room-ada/connections?api-version=2024-12-01&top=5");
        Outcome next = plan.ended(
                OK,
                new Reply(
                        200,
                        name -> name.equalsIgnoreCase("x-limit") ? Optional.of("9") : Optional.empty(),
                        "{\"value\":[{\"connectionId\":\"c 1\"}]}".getBytes(UTF_8)));
        assertThat(next).isEqualTo(new Outcome.Progressed(200, 0));
        assertThat(request(plan))
                .isEqualTo("POST /api/hubs/chat/connections/c%201/:send?api-version=2024-12-01&messageTtlSeconds=60");
        assertThat(new String(((Operation.Send) plan.call()).payload().bytes(), UTF_8))
                .isEqualTo("{\"to\":\"ada\",\"limit\":\"9/h\",\"list\":[1,\"ada\",null]}");
    }

    @Test
    void noInputChangesWhatAFilterAsks() {
        Plan plan = plan(
                """
                      - stepId: one
                        operationId: SendToAll
                        parameters: [{name: filter, in: query, value: "userId eq '{$inputs.user}'"}]
                        requestBody: {contentType: text/plain, payload: hi}
                """,
                Map.of("user", TextNode.valueOf("x' or 'a' eq 'a")));

        assertThat(((Operation.Send) plan.call()).options().filter()).isEqualTo("userId eq 'x'' or ''a'' eq ''a'");
    }

    @Test
    void aListIsNoSingleTarget() throws Exception {
        for (String name : List.of("user", "hub")) {
            Map<String, JsonNode> inputs = new HashMap<>(Map.of("user", TextNode.valueOf("ada")));
            inputs.put(name, Json.MAPPER.readTree("[\"a\",\"b\"]"));
            Plan plan = plan(
                    """
                          - stepId: one
                            operationId: SendToUser
                            parameters:
                              - {name: hub, in: path, value: $inputs.hub}
                              - {name: userId, in: path, value: $inputs.user}
                            requestBody: {contentType: text/plain, payload: hi}
                    """,
                    inputs);

            assertThatThrownBy(plan::call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no single text or number");
        }
    }

    @Test
    void retriesAStepAsOftenAndAsLateAsItSays() {
        Plan plan = plan(
                """
                      - stepId: wait
                        operationId: UserExists
                        parameters: [{name: userId, in: path, value: $inputs.user}]
                        successCriteria: [{condition: $statusCode == 200}]
                        onFailure:
                          - {name: later, type: retry, retryAfter: 1.5, retryLimit: 2, criteria: [{condition: $statusCode == 404}]}
                """,
                Map.of("user", TextNode.valueOf("ada")));

        assertThat(plan.ended(new Outcome.Delivered(404), reply(404))).isEqualTo(new Outcome.Progressed(404, 1_500));
        assertThat(plan.ended(new Outcome.Delivered(404), reply(404))).isEqualTo(new Outcome.Progressed(404, 1_500));
        assertThat(plan.ended(new Outcome.Delivered(404), reply(404)))
                .isEqualTo(new Outcome.Rejected(
                        ErrorCode.WORKFLOW_FAILED,
                        404,
                        "workflow flow failed at step wait: status 404 is not what the step expects"));
    }

    @Test
    void reachesTheHubOnlyWhileACallToItIsDue() {
        Plan plan = plan(
                """
                      - stepId: ask
                        operationId: GetServiceStatus
                      - stepId: tell
                        operationId: SendToAll
                        requestBody:
                          contentType: application/json
                          payload: {text: hello}
                      - stepId: again
                        operationId: GetServiceStatus
                """,
                Map.of());

        assertThat(plan.reachesHub()).isFalse();
        plan.ended(OK, reply(200));
        assertThat(plan.reachesHub()).isTrue();
        plan.ended(OK, reply(200));
        assertThat(plan.reachesHub()).isFalse();
    }

    @Test
    void stopsALoopThatHasNoEnd() {
        Plan plan = plan(
                """
                      - stepId: ping
                        operationId: GetServiceStatus
                        onSuccess: [{name: again, type: goto, stepId: ping}]
                """,
                Map.of());

        Outcome last = OK;
        int calls = 0;
        for (; last.kind() != Outcome.Kind.REJECTED; calls++) {
            assertThat(calls).isLessThan(2_000);
            plan.call();
            last = plan.ended(OK, reply(200));
        }
        assertThat(calls).isEqualTo(1_000);
        assertThat(((Outcome.Rejected) last).detail()).contains("endless");
    }

    @Test
    void aPermissionWithoutAGroupFailsAsTheServiceWouldLetIt() {
        Plan plan = plan(
                """
                      - stepId: revoke
                        operationId: RevokePermission
                        parameters:
                          - {name: permission, in: path, value: sendToGroup}
                          - {name: connectionId, in: path, value: $inputs.user}
                        successCriteria: [{condition: $statusCode == 204}]
                        onFailure:
                          - {name: on, type: goto, stepId: close, criteria: [{condition: $statusCode == 400}]}
                      - stepId: close
                        operationId: CloseConnection
                        parameters: [{name: connectionId, in: path, value: $inputs.user}]
                """,
                Map.of("user", TextNode.valueOf("c1")));

        assertThatThrownBy(plan::call).hasMessage("targetName is needed for revokePermission");
        Outcome refused = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no");
        assertThat(plan.ended(refused, null)).isEqualTo(new Outcome.Progressed(400, 0));
        assertThat(request(plan)).startsWith("DELETE /api/hubs/chat/connections/c1");
    }

    @Test
    void aBulkChangeTakesItsArgumentsFromTheBody() {
        Plan plan = plan(
                """
                      - stepId: add
                        operationId: AddConnectionsToGroups
                        requestBody:
                          contentType: application/json
                          payload: {groups: [a, $inputs.user], filter: userId eq 'x'}
                """,
                Map.of("user", TextNode.valueOf("b")));

        assertThat(new String(new OperationEncoder().encode(plan.call()).body(), UTF_8))
                .isEqualTo("{\"groups\":[\"a\",\"b\"],\"filter\":\"userId eq 'x'\"}");
    }

    @Test
    void namesTheInputThatIsMissing() {
        Workflow workflow = workflow("      - {stepId: ping, operationId: GetServiceStatus}\n", "[user]");

        assertThatThrownBy(() -> workflow.run(new Hub("chat"), Map.of()))
                .hasMessage("workflow flow needs the input user");
    }

    private static Plan plan(String steps, Map<String, JsonNode> inputs) {
        return workflow(steps, "[]").run(new Hub("chat"), inputs);
    }

    private static Workflow workflow(String steps, String required) {
        WorkflowReader.Result result = WorkflowReader.read(
                """
                arazzo: 1.0.1
                info: {title: t, version: 1.0.0}
                sourceDescriptions: [{name: api, url: ./api.yaml, type: openapi}]
                workflows:
                  - workflowId: flow
                    inputs:
                      type: object
                      properties: {user: {type: string}, hub: {type: string}, accessToken: {type: string}, apiVersion: {type: string}}
                      required: REQUIRED
                    steps:
                """
                                .replace("REQUIRED", required)
                        + steps);
        assertThat(result.problems()).isEqualTo(List.of());
        return result.workflows().get(0);
    }

    private static String request(Plan plan) {
        EncodedOperation call = new OperationEncoder().encode(plan.call());
        return call.method() + ' ' + call.pathAndQuery();
    }

    private static Reply reply(int status) {
        return new Reply(status, name -> Optional.empty(), new byte[0]);
    }
}
