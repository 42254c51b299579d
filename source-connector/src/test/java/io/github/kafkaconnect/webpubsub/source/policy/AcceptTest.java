package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.policy.Decision.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the templates of a rule that accepts. */
class AcceptTest {
    private static final String ROLE = "webpubsub.sendToGroup.";

    static Stream<Arguments> accepted() {
        return Stream.of(
                // texts
                says("userId: ann", new Client(), "{\"userId\":\"ann\"}"),
                says("userId: ''", new Client(), "{\"userId\":\"\"}"),
                says(
                        "userId: '${claim.sub}@${header.x-tenant}'",
                        new Client().claim("sub", "a").header("X-Tenant", "t"),
                        "{\"userId\":\"a@t\"}"),
                says("userId: '${claim.sub|guest}'", new Client(), "{\"userId\":\"guest\"}"),
                says("userId: '${claim.sub|guest}'", new Client().claim("sub", ""), "{\"userId\":\"guest\"}"),
                says("userId: '${claim.sub|}'", new Client(), "{\"userId\":\"\"}"),
                says("userId: '$${x} $5 ${event.connectionid}'", new Client(), "{\"userId\":\"${x} $5 c1\"}"),
                says("userId: '${query.u}'", new Client().query("u", "${claim.sub}"), "{\"userId\":\"${claim.sub}\"}"),
                says(
                        "userId: '${query.u}'",
                        new Client().query("u", "a\",\"roles\":[\"x"),
                        "{\"userId\":\"a\\\",\\\"roles\\\":[\\\"x\"}"),
                says("userId: '${mqtt.username}'", new Client().mqtt(4, "dev"), "{\"userId\":\"dev\"}"),
                says("userId: '${certificate}'", new Client().certificate("AB"), "{\"userId\":\"AB\"}"),
                says("subprotocol: chat.v1", new Client().offers("x", "chat.v1"), "{\"subprotocol\":\"chat.v1\"}"),
                says("subprotocol: '${subprotocol}'", new Client().offers("x"), "{\"subprotocol\":\"x\"}"),
                says("subprotocol: '${subprotocol|}'", new Client(), ""),
                // groups
                says("groups: [a, 'room-${query.room|lobby}']", new Client(), "{\"groups\":[\"a\",\"room-lobby\"]}"),
                says("groups: ['${claim.rooms}']", new Client().claim("rooms", "a", "b"), "{\"groups\":[\"a\",\"b\"]}"),
                says("groups: [x, '${claim.rooms|}']", new Client(), "{\"groups\":[\"x\"]}"),
                says("groups: ['${claim.rooms|lobby}']", new Client(), "{\"groups\":[\"lobby\"]}"),
                says("groups: ['${query.room|}']", new Client(), "{\"groups\":[]}"),
                says("groups: ['r-${query.room}']", new Client().query("room", "*"), "{\"groups\":[\"r-*\"]}"),
                // roles
                says("roles: []", new Client(), "{\"roles\":[]}"),
                says("roles: [webpubsub.sendToGroup]", new Client(), "{\"roles\":[\"webpubsub.sendToGroup\"]}"),
                says(
                        "roles: ['webpubsub.joinLeaveGroups.t.**']",
                        new Client(),
                        "{\"roles\":[\"webpubsub.joinLeaveGroups.t.**\"]}"),
                says(
                        "roles: ['webpubsub.joinLeaveGroups.*.*.*.*.*\\*\\?\\\\']",
                        new Client(),
                        "{\"roles\":[\"webpubsub.joinLeaveGroups.*.*.*.*.*\\\\*\\\\?\\\\\\\\\"]}"),
                says(
                        "roles: ['" + ROLE + "r-${query.room}']",
                        new Client().query("room", "1"),
                        "{\"roles\":[\"webpubsub.sendToGroup.r-1\"]}"),
                says(
                        "roles: ['webpubsub.sendToGroups.${claim.tenant}.*']",
                        new Client().claim("tenant", "t"),
                        "{\"roles\":[\"webpubsub.sendToGroups.t.*\"]}"),
                says(
                        "roles: ['${claim.roles}']",
                        new Client().claim("roles", "webpubsub.sendToGroup", "webpubsub.joinLeaveGroup.a"),
                        "{\"roles\":[\"webpubsub.sendToGroup\",\"webpubsub.joinLeaveGroup.a\"]}"),
                says("roles: ['${claim.roles|}']", new Client(), "{\"roles\":[]}"));
    }

    private static Arguments says(String accept, Client client, String body) {
        return Arguments.of(accept, client, body);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void templatesAreFilledIn(String accept, Client client, String body) {
        Decision decision = decide(accept, client);
        assertThat(decision.detail()).isEmpty();
        assertThat(decision.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(ConnectPolicyTest.body(decision)).isEqualTo(body);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                says("userId: '${claim.sub}'", new Client(), "accept.userId: claim.sub is absent"),
                says(
                        "userId: '${query.u}'",
                        new Client().query("u", "a", "b"),
                        "accept.userId: query.u has several values"),
                says(
                        "userId: '${query.u}'",
                        new Client().query("u", "a\nb"),
                        "accept.userId: query.u has control characters or is no Unicode text"),
                says(
                        "userId: '${query.u}'",
                        new Client().query("u", "\ud800"),
                        "accept.userId: query.u has control characters or is no Unicode text"),
                says(
                        "userId: '${query.u}'",
                        new Client().query("u", ".."),
                        "accept.userId: user id has . or .. between slashes or as a whole, which is resolved in URLs and"
                                + " changes the target"),
                says("groups: [ok, '${query.room}']", new Client(), "accept.groups[1]: query.room is absent"),
                says("groups: ['${query.room}']", new Client().query("room", " "), "accept: group is only white space"),
                says(
                        "groups: ['${query.room}']",
                        new Client().query("room", "a", "b"),
                        "accept.groups[0]: query.room has several values"),
                says(
                        "groups: ['r-${query.room}']",
                        new Client().query("room", "x".repeat(1_023)),
                        "accept: group has 1025 characters, but may have 1024"),
                says(
                        "roles: ['" + ROLE + "${query.room}']",
                        new Client().query("room", ""),
                        "accept.roles[0]: query.room is absent"),
                says(
                        "roles: ['" + ROLE + "${query.room}']",
                        new Client().query("room", "*"),
                        "accept.roles[0]: query.room has a wildcard or a backslash, which no part of a role may have"),
                says(
                        "roles: ['webpubsub.sendToGroups.t.${query.room}']",
                        new Client().query("room", "**"),
                        "accept.roles[0]: query.room has a wildcard or a backslash, which no part of a role may have"),
                says(
                        "roles: ['webpubsub.sendToGroups.${claim.tenant}.*']",
                        new Client().claim("tenant", "?"),
                        "accept.roles[0]: claim.tenant has a wildcard or a backslash, which no part of a role may have"),
                says("roles: ['${claim.roles}']", new Client(), "accept.roles[0]: claim.roles is absent"),
                says(
                        "subprotocol: chat.v1",
                        new Client().offers("chat.v2"),
                        "accept.subprotocol: the client does not offer it"),
                says(
                        "subprotocol: '${subprotocol}'",
                        new Client().offers("a", "b"),
                        "accept.subprotocol: subprotocol has several values"),
                says(
                        "connectionState: '${query.s}'",
                        new Client().query("s", "ü"),
                        "accept: a connection state is printable ASCII of at most 16384 characters; encode others"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRuleThatCannotBeCarriedOutRefuses(String accept, Client client, String detail) {
        Decision decision = decide(accept, client);
        assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(decision.rule()).isEqualTo("it");
        assertThat(decision.detail()).isEqualTo(detail);
        assertThat(decision.reply().status()).isEqualTo(400);
        assertThat(ConnectPolicyTest.body(decision)).doesNotContain("accept", "query", "claim");
    }

    @Test
    void aFailureIsToldToMqttClientsByCode() {
        Decision decision = decide("userId: '${claim.sub}'", new Client().mqtt(5, "u"));
        assertThat(ConnectPolicyTest.body(decision)).startsWith("{\"mqtt\":{\"code\":134,");
    }

    /** A condition may hold for one of two values; the other must not slip into the template behind its back. */
    @Test
    void aRepeatedParameterDoesNotGetPastItsCondition() {
        ConnectPolicy policy = ConnectPolicy.parse(
                "{rules: [{when: {query.room: 'public-*'}, accept: {groups: ['${query.room}']}}], otherwise: accept}");
        Decision decision =
                policy.decide(new Client().query("room", "admin", "public-1").event());
        assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
    }

    private static Decision decide(String accept, Client client) {
        return ConnectPolicy.parse("{rules: [{name: it, accept: {" + accept + "}}], otherwise: accept}")
                .decide(client.event());
    }
}
