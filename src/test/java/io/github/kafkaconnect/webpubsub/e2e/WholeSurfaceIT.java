package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of the data plane and every workflow that comes with the connector, with live clients and what each record yields. */
@ExtendWith(SharedStacks.Provider.class)
class WholeSurfaceIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void commandsMakeEveryCall(KafkaVersion version, SharedStacks stacks) {
        try (HubFixture hub = new HubFixture(stacks.of(version), Map.of("operation", "command"))) {
            hub.expect("{'operation':'getServiceStatus'}", 200, "{'healthy':true}");
            hub.expect("{'operation':'userExists','user':'ada'}", 200, "{'exists':true}");
            hub.expect("{'operation':'userExists','user':'nobody'}", 404, "{'exists':false}");
            hub.expect("{'operation':'connectionExists','connection':'ada:'}", 200, "{'exists':true}");
            hub.expect("{'operation':'groupExists','group':'room'}", 404, "{'exists':false}");
            hub.expect("{'operation':'addUserToGroup','user':'ada','group':'room'}", 200, "");
            hub.expect("{'operation':'groupExists','group':'room'}", 200, "{'exists':true}");
            hub.expect(
                    "{'operation':'listConnectionsInGroup','group':'room'}",
                    200,
                    "{'connections':[{'connectionId':'ada:','userId':'ada'}]}");
            hub.expect("{'operation':'addConnectionToGroup','connection':'bob:','group':'room'}", 200, "");
            hub.expect("{'operation':'sendToGroup','group':'room','data':'to both'}", 202, "");
            hub.expect("{'operation':'sendToGroup','group':'room','data':'to ada','excluded':['bob:']}", 202, "");
            hub.expect("{'operation':'removeUserFromGroup','user':'ada','group':'room'}", 204, "");
            hub.expect("{'operation':'sendToGroup','group':'room','data':'to bob'}", 202, "");
            hub.expect("{'operation':'removeConnectionFromGroup','connection':'bob:','group':'room'}", 204, "");
            hub.expect(
                    "{'operation':'addConnectionsToGroups','groups':['room','den'],'filter':'userId eq ''ada'''}"
                            .replace("''ada''", "\\u0027ada\\u0027"),
                    200,
                    "");
            hub.expect("{'operation':'sendToGroup','group':'den','data':'to the den'}", 202, "");
            hub.expect("{'operation':'removeConnectionsFromGroups','groups':['room','den']}", 200, "");
            hub.expect("{'operation':'sendToUser','user':'bob','data':{'to':'bob'}}", 202, "");
            hub.expect("{'operation':'sendToConnection','connection':'ada:','data':'to her'}", 202, "");
            String permission = "'connection':'ada:','permission':'sendToGroup','targetName':'room'}";
            hub.expect("{'operation':'checkPermission'," + permission, 404, "{'permitted':false}");
            hub.expect("{'operation':'grantPermission'," + permission, 200, "");
            hub.expect("{'operation':'checkPermission'," + permission, 200, "{'permitted':true}");
            hub.expect("{'operation':'revokePermission'," + permission, 204, "");
            hub.expect("{'operation':'addUserToGroup','user':'ada','group':'room'}", 200, "");
            hub.expect("{'operation':'removeConnectionFromAllGroups','connection':'ada:'}", 204, "");
            hub.expect("{'operation':'addUserToGroup','user':'bob','group':'room'}", 200, "");
            hub.expect("{'operation':'removeUserFromAllGroups','user':'bob'}", 204, "");
            assertThat(hub.snapshot("ada").groups()).isEmpty();
            assertThat(hub.snapshot("bob").groups()).isEmpty();

            JsonNode made = hub.outcome(
                    "{'operation':'generateClientToken','user':'eve','groups':['room'],'minutesToExpire':5}");
            LiveClient eve = LiveClient.connect(
                    hub.http,
                    URI.create(hub.emulator.endpoint().replaceFirst("http", "ws") + "/client/hubs/chat?access_token="
                            + made.at("/outputs/token").asText()));
            assertThat(hub.snapshot("eve").groups()).isEqualTo(Set.of("room"));
            hub.expect(
                    "[{'operation':'sendToAll','data':'to all'},{'operation':'userExists','user':'eve'},"
                            + "{'operation':'closeGroupConnections','group':'room'}]",
                    204,
                    "{'2':{'exists':true}}");
            assertThat(eve.closed()).succeedsWithin(LIMIT);

            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(hub.ada.texts()).containsExactly("to both", "to ada", "to the den", "to her", "to all");
                assertThat(hub.bob.texts()).containsExactly("to both", "to bob", "{\"to\":\"bob\"}", "to all");
                assertThat(eve.texts()).containsExactly("to all");
            });
            hub.expect("{'operation':'closeConnection','connection':'ada:','reason':'late'}", 204, "");
            assertThat(hub.ada.closed()).succeedsWithin(LIMIT);
            hub.expect("{'operation':'closeUserConnections','user':'ada'}", 204, "");
            assertThat(hub.bob.closed()).isNotDone();
            hub.expect("{'operation':'closeAllConnections'}", 204, "");
            assertThat(hub.bob.closed()).succeedsWithin(LIMIT);
            hub.sink.awaitRunning();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkflowReachesTheRightClients(KafkaVersion version, SharedStacks stacks) {
        try (HubFixture hub =
                new HubFixture(stacks.of(version), Map.of("operation", "command", "workflow", "${header.flow|}"))) {
            hub.expect("{'operation':'addUserToGroup','user':'ada','group':'room'}", 200, "");
            flow(
                    hub,
                    "direct-connection-message",
                    "'connectionId':'ada:','message':'1'",
                    202,
                    "'existsStatus':200,'sendStatus':202");
            flow(hub, "direct-connection-message", "'connectionId':'gone','message':'-'", 404, "'existsStatus':404");
            flow(
                    hub,
                    "notify-user-if-online",
                    "'userId':'bob','message':'2'",
                    202,
                    "'userStatus':200,'sendStatus':202");
            flow(hub, "notify-user-if-online", "'userId':'nobody','message':'-'", 404, "'userStatus':404");
            flow(
                    hub,
                    "group-broadcast-if-active",
                    "'group':'room','message':'3'",
                    202,
                    "'groupStatus':200,'sendStatus':202");
            flow(hub, "group-broadcast-if-active", "'group':'empty','message':'-'", 404, "'groupStatus':404");
            flow(
                    hub,
                    "grant-permission-and-send-to-user",
                    "'permission':'sendToGroup','connectionId':'ada:','targetName':'room','userId':'ada','message':'4'",
                    202,
                    "'grantStatus':200,'sendStatus':202");
            String permission = "'permission':'joinLeaveGroup','connectionId':'bob:','targetName':'room'";
            flow(hub, "grant-permission-if-missing", permission, 200, "'checkStatus':404,'grantStatus':200");
            flow(hub, "grant-permission-if-missing", permission, 200, "'checkStatus':200");
            flow(
                    hub,
                    "join-group-and-send",
                    "'group':'room','connectionId':'bob:','message':'5'",
                    204,
                    "'addStatus':200,'sendStatus':202,'removeStatus':204");
            assertThat(hub.snapshot("bob").groups()).isEmpty();
            flow(
                    hub,
                    "join-group-and-send",
                    "'group':'room','connectionId':'gone','message':'-'",
                    404,
                    "'addStatus':404");
            flow(
                    hub,
                    "user-onboard-to-group",
                    "'group':'club','userId':'bob','message':'6'",
                    202,
                    "'addStatus':200,'sendStatus':202");
            assertThat(hub.snapshot("bob").groups()).isEqualTo(Set.of("club"));
            JsonNode token =
                    hub.outcome("{'message':'7','userId':'eve','minutesToExpire':5}", "flow", "token-then-broadcast");
            JsonNode provisioned = hub.outcome(
                    "{'group':'room','connectionId':'bob:','announcement':'8','userId':'eve'}",
                    "flow",
                    "provision-client-and-join-group");
            for (JsonNode made : List.of(token, provisioned)) {
                assertThat(made.path("status").asInt()).isEqualTo(202);
                assertThat(made.at("/outputs/token").asText().split("\\.", -1)).hasSize(3);
            }
            JsonNode failed = hub.outcome(
                    "{'permission':'sendToGroup','connectionId':'ada:'}", "flow", "grant-permission-if-missing");
            assertThat(failed.path("code").asText()).isEqualTo("WPS-3107");
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(hub.ada.texts()).containsExactly("1", "3", "4", "5", "7", "8");
                assertThat(hub.bob.texts()).containsExactly("2", "5", "6", "7", "8");
            });

            flow(
                    hub,
                    "revoke-permission-and-evict",
                    "'permission':'sendToGroup','connectionId':'ada:','targetName':'room','reason':'late'",
                    204,
                    "'revokeStatus':204,'closeStatus':204");
            assertThat(hub.ada.closed()).succeedsWithin(LIMIT);
            flow(hub, "check-then-close-connection", "'connectionId':'ada:'", 404, "'existsStatus':404");
            assertThat(hub.bob.closed()).isNotDone();
            flow(
                    hub,
                    "group-warn-and-teardown",
                    "'group':'room','warning':'9','delaySeconds':0.5",
                    204,
                    "'sendStatus':202,'closeStatus':204");
            assertThat(hub.bob.closed()).succeedsWithin(LIMIT);
            assertThat(hub.bob.texts()).endsWith("9");
            hub.sink.awaitRunning();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListOfRoomsReachesTheirMembersAndNobodyElse(KafkaVersion version, SharedStacks stacks) {
        Map<String, String> options = Map.of(
                "operation", "${header.op|send}",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false",
                "webpubsub.target", "group",
                "webpubsub.target.name", "${value.rooms}",
                "webpubsub.target.list", "filter",
                "topic.each.webpubsub.target.list", "each");
        try (HubFixture hub = new HubFixture(stacks.of(version), options)) {
            for (String member : List.of(
                    "'user':'ada','group':'red'", "'user':'ada','group':'blue'", "'user':'bob','group':'o''k'")) {
                hub.expect(
                        ("{'operation':'addUserToGroup'," + member + "}").replace("''", "\\u0027"),
                        200,
                        "",
                        "op",
                        "command");
            }
            hub.expect("{'rooms':['red','blue','none'],'n':1}", 202, "");
            hub.expect("{'rooms':['o\\u0027k','none'],'n':2}", 202, "");
            hub.expect("{'rooms':['red'],'n':3}", 202, "");
            hub.expect("{'rooms':['none','nobody'],'n':4}", 202, "");
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(hub.ada.texts())
                        .map(text -> text.replaceAll("\\D", ""))
                        .containsExactly("1", "3");
                assertThat(hub.bob.texts())
                        .map(text -> text.replaceAll("\\D", ""))
                        .containsExactly("2");
            });
            hub.sink.awaitRunning();
        }
    }

    private static void flow(HubFixture hub, String name, String inputs, int status, String outputs) {
        hub.expect("{" + inputs + "}", status, "{" + outputs + "}", "flow", name);
    }
}
