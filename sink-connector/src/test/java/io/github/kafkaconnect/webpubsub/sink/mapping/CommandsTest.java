package io.github.kafkaconnect.webpubsub.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that say themselves what to do. */
class CommandsTest {
    private static final String VERSION = "?api-version=2024-12-01";

    private final RecordMapper mapper = Records.mapper("operation", "command");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'operation':'sendToAll','data':'hi'} | POST /api/hubs/chat/:send? text/plain hi",
                "{'operation':'SendToAll','data':{'a':1.5},'excluded':['c1','c2'],'filter':'x'} | POST /api/hubs/chat/:send?&excluded=c1&excluded=c2&filter=x application/json {'a':1.5}",
                "{'operation':'sendToGroup','group':'r 1','data':[1,null],'messageTtlSeconds':60} | POST /api/hubs/chat/groups/r%201/:send?&messageTtlSeconds=60 application/json [1,null]",
                "{'operation':'sendToUser','user':'u','data':'true','contentType':'application/json'} | POST /api/hubs/chat/users/u/:send? application/json 'true'",
                "{'operation':'sendToConnection','connection':'c','data':'aGk=','contentType':'application/octet-stream'} | POST /api/hubs/chat/connections/c/:send? application/octet-stream hi",
                "{'operation':'sendToAll','hub':'other','data':7} | POST /api/hubs/other/:send? application/json 7",
                "{'operation':'closeAllConnections','excluded':['c'],'reason':'x y'} | POST /api/hubs/chat/:closeConnections?&excluded=c&reason=x%20y",
                "{'operation':'closeGroupConnections','group':'g'} | POST /api/hubs/chat/groups/g/:closeConnections?",
                "{'operation':'closeUserConnections','user':'u'} | POST /api/hubs/chat/users/u/:closeConnections?",
                "{'operation':'closeConnection','connection':'c','reason':null} | DELETE /api/hubs/chat/connections/c?",
                "{'operation':'addConnectionToGroup','connection':'c','group':'g'} | PUT /api/hubs/chat/groups/g/connections/c?",
                "{'operation':'addUserToGroup','user':'u','group':'g'} | PUT /api/hubs/chat/users/u/groups/g?",
                "{'operation':'addConnectionsToGroups','groups':['a','b'],'filter':'f'} | POST /api/hubs/chat/:addToGroups? application/json {'groups':['a','b'],'filter':'f'}",
                "{'operation':'removeConnectionFromGroup','connection':'c','group':'g'} | DELETE /api/hubs/chat/groups/g/connections/c?",
                "{'operation':'removeConnectionFromAllGroups','connection':'c'} | DELETE /api/hubs/chat/connections/c/groups?",
                "{'operation':'removeUserFromGroup','user':'u','group':'g'} | DELETE /api/hubs/chat/users/u/groups/g?",
                "{'operation':'removeUserFromAllGroups','user':'u'} | DELETE /api/hubs/chat/users/u/groups?",
                "{'operation':'removeConnectionsFromGroups','groups':'a'} | POST /api/hubs/chat/:removeFromGroups? application/json {'groups':['a']}",
                "{'operation':'grantPermission','connection':'c','permission':'sendToGroup','targetName':'g'} | PUT /api/hubs/chat/permissions/sendToGroup/connections/c?&targetName=g",
                "{'operation':'revokePermission','connection':'c','permission':'joinLeaveGroup','targetName':'g'} | DELETE /api/hubs/chat/permissions/joinLeaveGroup/connections/c?&targetName=g",
                "{'operation':'checkPermission','connection':'c','permission':'sendToGroup','targetName':'g'} | HEAD /api/hubs/chat/permissions/sendToGroup/connections/c?&targetName=g",
                "{'operation':'groupExists','group':'g'} | HEAD /api/hubs/chat/groups/g?",
                "{'operation':'userExists','user':'u'} | HEAD /api/hubs/chat/users/u?",
                "{'operation':'connectionExists','connection':'c'} | HEAD /api/hubs/chat/connections/c?",
                "{'operation':'listConnectionsInGroup','group':'g','top':9,'maxpagesize':3,'continuationToken':'t=1'} | GET /api/hubs/chat/groups/g/connections?&maxpagesize=3&top=9&continuationToken=t%3D1",
                "{'operation':'generateClientToken','user':'u','roles':['r1','r2'],'groups':['g'],'minutesToExpire':5,'clientType':'MQTT'} | POST /api/hubs/chat/:generateToken?&userId=u&role=r1&role=r2&group=g&minutesToExpire=5&clientType=MQTT",
                "{'operation':'getServiceStatus'} | HEAD /api/health?",
            })
    void makesTheRequestOfEveryCommand(String command, String request) {
        assertThat(requests(Records.JSON, json(command)))
                .containsExactly(json(request).replace("?", VERSION));
        assertThat(requests(Records.STRINGS, json(command)))
                .containsExactly(json(request).replace("?", VERSION));
    }

    @Test
    void carriesAListOutInItsOrder() {
        assertThat(requests(
                        Records.JSON,
                        json("[{'operation':'addUserToGroup','user':'u','group':'g'},"
                                + "{'operation':'sendToGroup','group':'g','data':'hi'},"
                                + "{'operation':'removeUserFromGroup','user':'u','group':'g'}]")))
                .containsExactly(
                        "PUT /api/hubs/chat/users/u/groups/g" + VERSION,
                        "POST /api/hubs/chat/groups/g/:send" + VERSION + " text/plain hi",
                        "DELETE /api/hubs/chat/users/u/groups/g" + VERSION);
    }

    @Test
    void takesAStruct() {
        Schema schema = SchemaBuilder.struct()
                .field("operation", Schema.STRING_SCHEMA)
                .field("user", Schema.STRING_SCHEMA)
                .field("group", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct command =
                new Struct(schema).put("operation", "removeUserFromAllGroups").put("user", "007");

        Mapped mapped = mapper.map(
                Records.record(new SchemaAndValue(Schema.STRING_SCHEMA, "k"), new SchemaAndValue(schema, command)));

        assertThat(requests(mapped)).containsExactly("DELETE /api/hubs/chat/users/007/groups" + VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hello                                                        | the value is not JSON",
                "{} {}                                                        | the value is not JSON",
                "{'operation':'sendToAll','data':1,'data':2}                  | the value is JSON that names a member twice",
                "7                                                            | a command is an object",
                "[1]                                                          | command 1: a command is an object",
                "{}                                                           | operation is missing or names no call",
                "{'operation':7}                                              | operation is missing or names no call",
                "{'operation':'send','data':1}                                | operation is missing or names no call",
                "{'operation':'sendToMoon'}                                   | operation is missing or names no call",
                "{'operation':'sendToAll'}                                    | data is missing",
                "{'operation':'sendToAll','data':null}                        | there is no message to send",
                "{'operation':'sendToAll','data':1,'group':'g'}               | sendToAll takes no member 'group'",
                "{'operation':'sendToAll','data':1,'contentType':'image/png'} | the content type of a message is",
                "{'operation':'sendToAll','data':'?','contentType':'application/octet-stream'} | in base64",
                "{'operation':'sendToAll','data':{'a':1},'contentType':'application/octet-stream'} | is a text in base64",
                "{'operation':'sendToAll','data':true,'contentType':'application/octet-stream'} | is a text in base64",
                "{'operation':'sendToAll','data':'1','contentType':['application/json']} | contentType is not a single text",
                "{'operation':'sendToAll','data':1,'hub':'1 2'}               | hub",
                "{'operation':'sendToAll','data':1,'hub':{}}                  | hub is not a single text",
                "{'operation':'sendToGroup','data':1}                         | group is needed for sendToGroup",
                "{'operation':'sendToGroup','group':null,'data':1}            | group is needed for sendToGroup",
                "{'operation':'sendToGroup','group':['a'],'data':1}           | group is not a single text or number",
                "{'operation':'sendToGroup','group':'','data':1}              | group: group is empty",
                "{'operation':'sendToGroup','group':'..','data':1}            | group: group has . or ..",
                "{'operation':'sendToUser','user':'u','data':1,'excluded':['c']} | sendToUser takes no member 'excluded'",
                "{'operation':'sendToConnection','connection':'c','data':1,'filter':'f'} | takes no member 'filter'",
                "{'operation':'sendToAll','data':1,'messageTtlSeconds':301}   | message TTL is 301 s",
                "{'operation':'sendToAll','data':1,'messageTtlSeconds':'x'}   | messageTtlSeconds: is not a whole number",
                "{'operation':'addUserToGroup','user':'u','group':'g','data':1} | takes no member 'data'",
                "{'operation':'addUserToGroup','usr':'u','group':'g'}         | takes no member 'usr'",
                "{'operation':'addUserToGroup','a b':'u'}                     | takes no member '…'",
                "{'operation':'addConnectionsToGroups','groups':[]}           | groups is needed",
                "{'operation':'grantPermission','connection':'c','permission':'fly','targetName':'g'} | permission: permission is none of",
                "{'operation':'grantPermission','connection':'c','permission':'sendToGroup'} | targetName is needed",
                "{'operation':'generateClientToken','minutesToExpire':0}      | minutesToExpire must be at least 1",
                "{'operation':'generateClientToken','clientType':'Fax'}       | clientType: clientType is none of",
                "{'operation':'listConnectionsInGroup','group':'g','maxpagesize':201} | maxpagesize must be 1 to 200",
                "[{'operation':'sendToAll','data':1},{'operation':'sendToGroup','data':1}] | command 2: group is needed",
            })
    void saysWhatIsWrongWithACommand(String command, String problem) {
        Mapped mapped = mapper.map(Records.strings("k", json(command)));

        assertThat(mapped).isInstanceOfSatisfying(Mapped.Bad.class, bad -> {
            assertThat(bad.problem().code()).isEqualTo(ErrorCode.RECORD_OPERATION_INVALID);
            assertThat(bad.problem().detail()).contains(problem);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void aListWithoutCommandsAsksForNothing(String value) {
        Mapped mapped = mapper.map(Records.converted(Records.STRINGS, "k", Records.JSON, value));

        assertThat(mapped).isInstanceOf(Mapped.Skip.class);
    }

    private List<String> requests(Converter values, String value) {
        return requests(mapper.map(Records.converted(Records.STRINGS, "k", values, value)));
    }

    private static List<String> requests(Mapped mapped) {
        if (mapped instanceof Mapped.Send send) {
            return List.of(request(send.operation()));
        }
        assertThat(mapped).isInstanceOf(Mapped.Run.class);
        Plan plan = ((Mapped.Run) mapped).plan();
        List<String> requests = new ArrayList<>();
        Outcome outcome = new Outcome.Progressed(0, 0);
        while (outcome.kind() == Outcome.Kind.PROGRESSED) {
            requests.add(request(plan.call()));
            outcome = plan.ended(new Outcome.Delivered(200), null);
        }
        return requests;
    }

    private static String request(Operation operation) {
        EncodedOperation call = new OperationEncoder().encode(operation);
        String body = call.body().length == 0 ? "" : ' ' + call.contentType() + ' ' + new String(call.body(), UTF_8);
        return call.method() + ' ' + call.pathAndQuery() + body;
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
