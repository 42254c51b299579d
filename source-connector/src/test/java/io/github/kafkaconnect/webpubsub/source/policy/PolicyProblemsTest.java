package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyProblemsTest {
    private static final String FACTS =
            "there are claim.<name>, query.<name>, header.<name>, event.<name>, mqtt.username, mqtt.protocolversion,"
                    + " origin, subprotocol, certificate";
    private static final String FORMS =
            "webpubsub.sendToGroup.<group>, webpubsub.joinLeaveGroup.<group>, webpubsub.sendToGroups.<pattern>,"
                    + " webpubsub.joinLeaveGroups.<pattern>";
    private static final String NO_ROLE =
            "is no role; there are webpubsub.sendToGroup, webpubsub.joinLeaveGroup, " + FORMS;
    private static final String CHOSEN =
            "is filled in before it says what it allows, so a client could choose its role;" + " begin with one of "
                    + FORMS + ", or let a claim be the whole role";
    private static final String NOTHING_FILLED_IN =
            "has ${…}: nothing is filled in here, and a placeholder of a config provider was not resolved by the worker";
    private static final String MUST_BE_TEST =
            "must be a text, a list of texts, {present: true} or {present: false}; put numbers, true and false in quotes";

    static Stream<Arguments> documents() {
        return Stream.of(
                bad("", "document: must be an object of rules, otherwise"),
                bad("[]", "document: must be an object of rules, otherwise"),
                bad("{}", "rules: must be a list of at least one rule"),
                bad("rules: []", "rules: must be a list of at least one rule"),
                bad(
                        "{rules: [{accept: }], other: accept}",
                        "document.other: is unknown here; there are rules, otherwise"),
                bad("{rules: [{accept: }", "line 1: cannot be read as one document of YAML or JSON"),
                bad("rules: [{accept: }]\n---\nrules: []", "line 3: cannot be read as one document of YAML or JSON"),
                bad("rules: [{accept: }]\nrules: [{refuse: }]", "line 2: a member is given twice"),
                bad("{\"rules\": [{\"accept\": {}, \"accept\": {}}]}", "line 1: a member is given twice"),
                bad(
                        "rules:\n  - when: {origin: *.example.com}\n    accept:",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "rules:\n  - when:\n      claim.x: *gold\n    accept:",
                        "line 3: a text that begins with *, & or ! needs quotes in YAML"),
                bad("rules:\n  - &a {accept: }", "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "rules:\n  - accept: {groups: [&ops team]}",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "rules:\n  - accept: {userId: !x}",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "rules:\n  - accept: {userId: !!str 5}",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "rules:\n  - accept: {&a userId: x}",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "# \uD83D\uDE00\nrules: [{accept: {userId: &a x}}]",
                        "line 2: a text that begins with *, & or ! needs quotes in YAML"),
                bad(
                        "{rules: [{accept: }], otherwise: yes}",
                        "otherwise: must be accept, refuse, or an object of one of them as in a rule"),
                bad(
                        "{rules: [{accept: }], otherwise: {deny: , refuse: }}",
                        "otherwise.deny: is unknown here; there are accept, refuse"));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                bad("{}", "rules[0]: must have one of accept and refuse"),
                bad("{accept: , refuse: }", "rules[0]: must have one of accept and refuse"),
                bad("{wen: {}, accept: }", "rules[0].wen: is unknown here; there are name, when, accept, refuse"),
                bad("accept", "rules[0]: must be an object of name, when, accept, refuse"),
                bad("{name: a b, accept: }", "rules[0].name: must have 1 to 64 of the characters A-Z a-z 0-9 _ -"),
                bad("{name: 5, accept: }", "rules[0].name: must be a text; put it in quotes"),
                bad(
                        "{name: event, accept: }",
                        "rules[0].name: is taken; names of rules differ, and none is otherwise or event"),
                bad(
                        "{when: gold, accept: }",
                        "rules[0].when: must be an object of conditions, such as {claim.tier: [gold, silver]}"),
                bad("{when: {tier: gold}, accept: }", "rules[0].when.tier: 'tier' is unknown; " + FACTS),
                bad("{when: {origin.x: a}, accept: }", "rules[0].when.origin.x: 'origin.x' is unknown; " + FACTS),
                bad("{when: {data: a}, accept: }", "rules[0].when.data: 'data' is unknown; " + FACTS),
                bad("{when: {claim.: a}, accept: }", "rules[0].when.claim.: names nothing after the dot"),
                bad(
                        "{when: {mqtt.password: a}, accept: }",
                        "rules[0].when.mqtt.password: has no 'password'; there are protocolversion, username"),
                bad("{when: {claim.a: 5}, accept: }", "rules[0].when.claim.a: " + MUST_BE_TEST),
                bad("{when: {claim.admin: true}, accept: }", "rules[0].when.claim.admin: " + MUST_BE_TEST),
                bad("{when: {claim.a: }, accept: }", "rules[0].when.claim.a: " + MUST_BE_TEST),
                bad("{when: {claim.a: []}, accept: }", "rules[0].when.claim.a: " + MUST_BE_TEST),
                bad("{when: {claim.a: {present: 'true'}}, accept: }", "rules[0].when.claim.a: " + MUST_BE_TEST),
                bad(
                        "{when: {claim.a: [x, 5]}, accept: }",
                        "rules[0].when.claim.a[1]: must be a text; put it in quotes"),
                bad("{when: {claim.a: [[x]]}, accept: }", "rules[0].when.claim.a[0]: must be a text"),
                bad(
                        "{when: {claim.a: ''}, accept: }",
                        "rules[0].when.claim.a: is empty; write {present: false} for a value that is not there"),
                bad(
                        "{when: {header.A: x, header.a: y}, accept: }",
                        "rules[0].when.header.a: is given twice; upper and lower case are the same here"),
                bad("{when: {claim.a: '${file:/s:user}'}, accept: }", "rules[0].when.claim.a: " + NOTHING_FILLED_IN),
                bad("{when: {claim.a: [x, '${claim.b}']}, accept: }", "rules[0].when.claim.a[1]: " + NOTHING_FILLED_IN),
                bad("{refuse: {reason: '${file:/s:why}'}}", "rules[0].refuse.reason: " + NOTHING_FILLED_IN),
                bad(
                        "{refuse: {status: 500}}",
                        "rules[0].refuse.status: must be a number from 400 to 499 and not 408, after which the service asks"
                                + " again"),
                bad(
                        "{refuse: {status: 408}}",
                        "rules[0].refuse.status: must be a number from 400 to 499 and not 408, after which the service asks"
                                + " again"),
                bad(
                        "{refuse: {status: '403'}}",
                        "rules[0].refuse.status: must be a number from 400 to 499 and not 408, after which the service asks"
                                + " again"),
                bad("{refuse: {reason: 5}}", "rules[0].refuse.reason: must be a text; put it in quotes"),
                bad(
                        "{refuse: {mqttCode: 0}}",
                        "rules[0].refuse: 0 is no code of CONNACK: MQTT 3.1.1 has 1 to 5, MQTT 5 codes from 128 on, such as"
                                + " 135"),
                bad(
                        "{refuse: {code: 403}}",
                        "rules[0].refuse.code: is unknown here; there are status, reason, mqttCode, mqttProperties"));
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                bad(
                        "user: a",
                        "rules[0].accept.user: is unknown here; there are userId, groups, roles, subprotocol,"
                                + " connectionState, mqttProperties"),
                bad("mqttProperties: [a]", "rules[0].accept.mqttProperties: must be an object of texts"),
                bad(
                        "mqttProperties: {unit: 5}",
                        "rules[0].accept.mqttProperties.unit: must be a text; put it in quotes"),
                bad("userId: 5", "rules[0].accept.userId: must be a text; put it in quotes"),
                bad("userId: '${claim.sub'", "rules[0].accept.userId: '${' at position 0 is not closed by '}'"),
                bad("userId: '${sub}'", "rules[0].accept.userId: ${sub} 'sub' is unknown; " + FACTS),
                bad(
                        "userId: '${claim.a:b}'",
                        "rules[0].accept.userId: ${claim.a:b} has a colon, which makes it a placeholder of a config provider"
                                + " that the worker did not resolve; a place of ours has none"),
                bad(
                        "userId: '${query.access_token}'",
                        "rules[0].accept.userId: ${query.access_token} is a credential of the client, which others would see"),
                bad(
                        "userId: '${header.Cookie}'",
                        "rules[0].accept.userId: ${header.Cookie} is a credential of the client, which others would see"),
                bad("groups: lobby", "rules[0].accept.groups: must be a list of texts"),
                bad(
                        "groups: []",
                        "rules[0].accept.groups: is empty, and then the service leaves the client in its token's groups; name"
                                + " one"),
                bad("groups: ['']", "rules[0].accept.groups[0]: group is empty"),
                bad("groups: [a, ' ']", "rules[0].accept.groups[1]: group is only white space"),
                bad(
                        "connectionState: ü",
                        "rules[0].accept.connectionState: a connection state is printable ASCII of at most 16384 characters;"
                                + " encode others"),
                bad("roles: [admin]", "rules[0].accept.roles[0]: " + NO_ROLE),
                bad("roles: [webpubsub.sendtogroup]", "rules[0].accept.roles[0]: " + NO_ROLE),
                bad("roles: [webpubsub.sendToGroups]", "rules[0].accept.roles[0]: " + NO_ROLE),
                bad("roles: [webpubsub.sendToGroup.]", "rules[0].accept.roles[0]: group is empty"),
                bad(
                        "roles: [webpubsub.sendToGroups.a.**.**.**]",
                        "rules[0].accept.roles[0]: has a pattern with more than 5 asterisks"),
                bad(
                        "roles: ['webpubsub.joinLeaveGroups.a\\b']",
                        "rules[0].accept.roles[0]: has a pattern with a backslash that is not before \\, * or ?"),
                bad(
                        "roles: ['webpubsub.joinLeaveGroups.a\\\\\\']",
                        "rules[0].accept.roles[0]: has a pattern with a backslash that is not before \\, * or ?"),
                bad("roles: ['${query.role}']", "rules[0].accept.roles[0]: " + CHOSEN),
                bad("roles: ['${header.role}']", "rules[0].accept.roles[0]: " + CHOSEN),
                bad("roles: ['webpubsub.${claim.what}.x']", "rules[0].accept.roles[0]: " + CHOSEN),
                bad("roles: ['webpubsub.sendToGroup${query.suffix}']", "rules[0].accept.roles[0]: " + CHOSEN),
                bad(
                        "roles: ['webpubsub.sendToGroup.${query.room|}']",
                        "rules[0].accept.roles[0]: has for query.room a default that is empty or has a wildcard; write a"
                                + " wildcard outside of the place"),
                bad(
                        "roles: ['webpubsub.sendToGroups.${query.room|*}']",
                        "rules[0].accept.roles[0]: has for query.room a default that is empty or has a wildcard; write a"
                                + " wildcard outside of the place"),
                bad("roles: ['${claim.roles|admin}']", "rules[0].accept.roles[0]: " + NO_ROLE));
    }

    private static Arguments bad(String text, String problem) {
        return Arguments.of(text, problem);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentIsUnderstoodOrRefused(String document, String problem) {
        assertThat(ConnectPolicy.problems(document)).containsExactly(problem);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsUnderstoodOrRefused(String rule, String problem) {
        assertThat(ConnectPolicy.problems("{rules: [" + rule + "]}")).containsExactly(problem);
    }

    @ParameterizedTest
    @MethodSource("accepts")
    void aTemplateIsSafeOrRefused(String accept, String problem) {
        assertThat(ConnectPolicy.problems("{rules: [{accept: {" + accept + "}}]}"))
                .containsExactly(problem);
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirPlaces() {
        String document =
                """
                rules:
                  - name: a
                    accept: {roles: [nobody]}
                  - name: a
                    when: {claim.x: 1}
                    refuse: {status: 200}
                """;
        assertThat(ConnectPolicy.problems(document))
                .containsExactly(
                        "rules[0]: has no conditions, so that later rules are never reached; give it some, or move it to the"
                                + " end",
                        "rules[0].accept.roles[0]: " + NO_ROLE,
                        "rules[1].when.claim.x: " + MUST_BE_TEST,
                        "rules[1].name: is taken; names of rules differ, and none is otherwise or event",
                        "rules[1].refuse.status: must be a number from 400 to 499 and not 408, after which the service asks"
                                + " again");
        assertThatThrownBy(() -> ConnectPolicy.parse(document))
                .hasMessageStartingWith("WPS-1001 rules[0]: has no conditions")
                .hasMessageContaining("; rules[1].refuse.status: ");
    }
}
