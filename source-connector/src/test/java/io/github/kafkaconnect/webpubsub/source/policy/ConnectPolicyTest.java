package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.policy.Decision.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectPolicyTest {
    static Stream<Arguments> conditions() {
        return Stream.of(
                holds("claim.tier: gold", new Client().claim("tier", "gold")),
                holds("claim.tier: gold", new Client().claim("tier", "silver", "gold")),
                fails("claim.tier: gold", new Client().claim("tier", "silver")),
                fails("claim.tier: gold", new Client().claim("Tier", "gold")),
                fails("claim.tier: gold", new Client()),
                fails("claim.tier: gold", new Client().query("tier", "gold")),
                holds("claim.tier: [gold, silver]", new Client().claim("tier", "silver")),
                fails("claim.tier: [gold, silver]", new Client().claim("tier", "bronze")),
                holds("claim.tier: {present: true}", new Client().claim("tier", "x")),
                fails("claim.tier: {present: true}", new Client().claim("tier", "")),
                fails("claim.tier: {present: true}", new Client().claim("tier")),
                holds("claim.tier: {present: false}", new Client()),
                holds("claim.tier: {present: false}", new Client().claim("tier", "")),
                fails("claim.tier: {present: false}", new Client().claim("tier", "x")),
                holds(
                        "'claim.http://schemas.example/role': admin",
                        new Client().claim("http://schemas.example/role", "admin")),
                holds("query.room: 'public-*'", new Client().query("room", "public-1")),
                fails("query.room: 'public-*'", new Client().query("room", "private-1")),
                fails("query.Room: x", new Client().query("room", "x")),
                holds("header.X-Tenant: a", new Client().header("x-tenant", "a")),
                holds("header.x-tenant: a", new Client().header("X-TENANT", "a")),
                holds("origin: 'https://app.example.com'", new Client().header("Origin", "https://APP.example.com")),
                holds("origin: 'https://*.Example.com'", new Client().header("origin", "https://a.example.com")),
                fails("origin: 'https://*.example.com'", new Client().header("origin", "https://example.org")),
                fails("origin: 'https://*.example.com'", new Client()),
                holds("subprotocol: chat.v1", new Client().offers("chat.v2", "chat.v1")),
                fails("subprotocol: chat.v1", new Client().offers("chat.v2")),
                holds("certificate: '0A:1B'", new Client().certificate("0a1b")),
                holds("certificate: 0a1b", new Client().certificate("FF").certificate("0A1B")),
                fails("certificate: {present: true}", new Client()),
                holds("event.userid: ann", new Client().attribute("userid", "ann")),
                fails("event.userid: ann", new Client().attribute("userid", "Ann")),
                holds("event.userid: {present: false}", new Client()),
                holds("event.hub: Chat", new Client().attribute("hub", "chat")),
                holds("event.connectionid: 'c*'", new Client()),
                holds("mqtt.username: dev-1", new Client().mqtt(5, "dev-1")),
                holds("mqtt.protocolVersion: '4'", new Client().mqtt(4, "dev-1")),
                fails("mqtt.protocolversion: {present: true}", new Client()),
                holds("claim.a: x, query.b: y", new Client().claim("a", "x").query("b", "y")),
                fails("claim.a: x, query.b: y", new Client().claim("a", "x")),
                fails("claim.a: x, query.b: y", new Client().query("b", "y")),
                holds("", new Client()));
    }

    private static Arguments holds(String when, Client client) {
        return Arguments.of(when, client.event(), true);
    }

    private static Arguments fails(String when, Client client) {
        return Arguments.of(when, client.event(), false);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void allConditionsMustHold(String when, UpstreamEvent event, boolean accepted) {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{when: {" + when + "}, accept: {}}]}");
        Decision decision = policy.decide(event);
        assertThat(decision.verdict()).isEqualTo(accepted ? Verdict.ACCEPTED : Verdict.REFUSED);
        assertThat(decision.rule()).isEqualTo(accepted ? "rules[0]" : "otherwise");
        assertThat(decision.reply().status()).isEqualTo(accepted ? 204 : 403);
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        ConnectPolicy policy = ConnectPolicy.parse(
                """
                rules:
                  - name: banned
                    when: {event.userid: eve}
                    refuse: {status: 401, reason: banned}
                  - when: {claim.tier: gold}
                    accept: {groups: [gold]}
                  - name: rest
                    accept:
                """);
        Client eve = new Client().attribute("userid", "eve").claim("tier", "gold");
        assertThat(policy.decide(eve.event()).rule()).isEqualTo("banned");
        assertThat(policy.decide(eve.event()).reply().status()).isEqualTo(401);
        assertThat(body(policy.decide(eve.event()))).isEqualTo("banned");
        assertThat(policy.decide(new Client().claim("tier", "gold").event()).rule())
                .isEqualTo("rules[1]");
        assertThat(policy.decide(new Client().event()).rule()).isEqualTo("rest");
        assertThat(policy.labels()).containsExactly("banned", "rules[1]", "rest", "otherwise", "event");
    }

    @Test
    void withoutAMatchOtherwiseDecides() {
        String rule = "rules: [{when: {claim.x: y}, refuse: }]";
        UpstreamEvent nobody = new Client().event();
        assertThat(ConnectPolicy.parse("{" + rule + "}").decide(nobody).reply().status())
                .isEqualTo(403);
        assertThat(ConnectPolicy.parse("{" + rule + ", otherwise: refuse}")
                        .decide(nobody)
                        .verdict())
                .isEqualTo(Verdict.REFUSED);
        assertThat(ConnectPolicy.parse("{" + rule + ", otherwise: accept}")
                        .decide(nobody)
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(ConnectPolicy.parse("{" + rule + ", otherwise: {refuse: {status: 404}}}")
                        .decide(nobody)
                        .reply()
                        .status())
                .isEqualTo(404);
        assertThat(body(ConnectPolicy.parse("{" + rule + ", otherwise: {accept: {groups: [guests]}}}")
                        .decide(nobody)))
                .isEqualTo("{\"groups\":[\"guests\"]}");
    }

    @Test
    void yamlAndJsonSayTheSame() {
        String yaml =
                """
                # who may come in
                otherwise: refuse
                rules:
                  - name: gold
                    when:
                      claim.tier: [gold, 'plat*']
                      query.room: {present: true}
                    accept:
                      userId: ${claim.sub}
                      groups: ["room-${query.room}"]
                      roles: ["webpubsub.sendToGroup.room-${query.room}"]
                      connectionState: ${claim.tier}
                """;
        String json =
                """
                {"otherwise": "refuse", "rules": [{"name": "gold",
                  "when": {"claim.tier": ["gold", "plat*"], "query.room": {"present": true}},
                  "accept": {"userId": "${claim.sub}", "groups": ["room-${query.room}"],
                    "roles": ["webpubsub.sendToGroup.room-${query.room}"], "connectionState": "${claim.tier}"}}]}
                """;
        UpstreamEvent ann = new Client()
                .claim("sub", "ann")
                .claim("tier", "platinum")
                .query("room", "1")
                .event();
        for (String document : new String[] {yaml, json}) {
            Decision decision = ConnectPolicy.parse(document).decide(ann);
            assertThat(body(decision))
                    .isEqualTo("{\"userId\":\"ann\",\"groups\":[\"room-1\"],"
                            + "\"roles\":[\"webpubsub.sendToGroup.room-1\"]}");
            assertThat(decision.reply().findConnectionState()).contains("platinum");
            assertThat(decision).hasToString("Decision[ACCEPTED by gold]");
        }
    }

    static Stream<Arguments> mqttRefusals() {
        return Stream.of(
                Arguments.of("{}", 5, 403, 135),
                Arguments.of("{}", 4, 403, 5),
                Arguments.of("{status: 401}", 5, 401, 135),
                Arguments.of("{status: 400}", 4, 400, 4),
                Arguments.of("{status: 429}", 5, 429, 151),
                Arguments.of("{mqttCode: 138}", 5, 403, 138),
                Arguments.of("{mqttCode: 138}", 4, 403, 5),
                Arguments.of("{mqttCode: 2}", 4, 403, 2),
                Arguments.of("{mqttCode: 2}", 5, 403, 135));
    }

    @ParameterizedTest
    @MethodSource("mqttRefusals")
    void mqttClientsGetACode(String refuse, int version, int status, int code) {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{refuse: " + refuse + "}]}");
        Decision decision = policy.decide(new Client().mqtt(version, "u").event());
        assertThat(decision.reply().status()).isEqualTo(status);
        assertThat(decision.reply().findContentType()).contains("application/json; charset=utf-8");
        assertThat(body(decision))
                .isEqualTo("{\"mqtt\":{\"code\":" + code + ",\"reason\":\"refused by the rules of this hub\"}}");
    }

    @Test
    void clientsOfMqtt5GetUserProperties() {
        ConnectPolicy policy = ConnectPolicy.parse(
                """
                rules:
                  - when: {mqtt.username: bad}
                    refuse: {mqttProperties: {help: 'see /devices/${mqtt.username}'}}
                  - accept: {userId: dev, mqttProperties: {region: eu, name: '${mqtt.username}'}}
                """);
        assertThat(body(policy.decide(new Client().mqtt(5, "dev-1").event())))
                .isEqualTo("{\"userId\":\"dev\",\"mqtt\":{\"userProperties\":[{\"name\":\"region\",\"value\":\"eu\"},"
                        + "{\"name\":\"name\",\"value\":\"dev-1\"}]}}");
        assertThat(body(policy.decide(new Client().mqtt(5, "bad").event())))
                .isEqualTo("{\"mqtt\":{\"code\":135,\"reason\":\"refused by the rules of this hub\",\"userProperties\":"
                        + "[{\"name\":\"help\",\"value\":\"see /devices/bad\"}]}}");
        assertThat(body(policy.decide(new Client().mqtt(4, "dev-1").event()))).isEqualTo("{\"userId\":\"dev\"}");
        assertThat(body(policy.decide(new Client().event()))).isEqualTo("{\"userId\":\"dev\"}");
    }

    @Test
    void aUserPropertyThatCannotBeMadeRefusesTheClient() {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{accept: {mqttProperties: {tier: '${claim.tier}'}}}]}");
        Decision decision = policy.decide(new Client().mqtt(5, "u").event());
        assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(decision.detail()).startsWith("accept.mqttProperties.tier");
        assertThat(policy.decide(new Client().event()).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aClientIsMqttByItsSubprotocolToo() {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{refuse: {reason: 'no'}}]}");
        assertThat(body(policy.decide(
                        new Client().attribute("subprotocol", "mqtt").event())))
                .isEqualTo("{\"mqtt\":{\"code\":135,\"reason\":\"no\"}}");
        assertThat(body(policy.decide(new Client().event()))).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "{", "{} {}", "{\"claims\":{},\"claims\":{\"tier\":[\"gold\"]}}"})
    void aBodyThatCannotBeReadIsRefusedWhateverTheRulesSay(String body) {
        ConnectPolicy policy =
                ConnectPolicy.parse("{rules: [{when: {claim.tier: gold}, accept: }], otherwise: accept}");
        Decision decision = policy.decide(new Client().event(body));
        assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(decision.rule()).isEqualTo("event");
        assertThat(decision.reply().status()).isEqualTo(400);
        assertThat(decision.detail()).startsWith("the body of connect is not");
    }

    @Test
    void unknownMembersAndFormsAreNotLookedAt() {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{when: {claim.level: '5', claim.ok: 'true'}, accept: }]}");
        UpstreamEvent event = new Client()
                .event("{\"new\":{\"x\":1},\"claims\":{\"level\":5,\"ok\":[true,null,{}]},\"subprotocols\":null}");
        assertThat(policy.decide(event).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void anEmptyBodyTellsNothing() {
        ConnectPolicy policy = ConnectPolicy.parse("{rules: [{when: {claim.x: {present: false}}, accept: }]}");
        UpstreamEvent event = new UpstreamEvent(UpstreamEvent.Kind.CONNECT, Map.of(), Map.of(), new byte[0]);
        assertThat(policy.decide(event).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    static String body(Decision decision) {
        return new String(decision.reply().body(), StandardCharsets.UTF_8);
    }
}
