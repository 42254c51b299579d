package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.source.policy.Decision.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Clients choose queries and headers freely. Whatever they choose, the shape of the answer is the rule's. */
class PolicyInjectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ConnectPolicy POLICY = ConnectPolicy.parse(
            """
            rules:
              - name: gold
                when: {claim.tier: gold}
                accept: {userId: boss, roles: [webpubsub.sendToGroup]}
              - name: room
                when: {query.room: {present: true}}
                accept:
                  userId: guest-${header.x-name|nobody}
                  groups: ["room-${query.room}", lobby]
                  roles:
                    - webpubsub.sendToGroup.room-${query.room}
                    - webpubsub.joinLeaveGroups.tenant.${query.room}.*
                  subprotocol: chat.v1
                  connectionState: s-${query.state|none}
            """);

    @Provide
    Arbitrary<String> hostile() {
        List<String> seeds = List.of(
                "${claim.tier}",
                "${query.room|x}",
                "\"],\"roles\":[\"webpubsub.sendToGroup",
                "a\r\nce-connectionState: x",
                "*",
                "**",
                ".",
                "../..",
                "x.*",
                "gold",
                "$${",
                "\\",
                "\ud800",
                "\u0000",
                "room",
                "");
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12);
        Arbitrary<String> plain = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> one = Arbitraries.oneOf(Arbitraries.of(seeds), any, plain);
        return one.list().ofMaxSize(3).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, hostile().list().ofSize(1)),
                Tuple.of(1, hostile().list().ofMaxSize(3)));
    }

    @Property(tries = 3_000)
    void noValueChangesWhatARuleSays(
            @ForAll("values") List<String> room,
            @ForAll("values") List<String> name,
            @ForAll("values") List<String> state,
            @ForAll("hostile") String stray)
            throws IOException {
        Client client = new Client()
                .query("room", room.toArray(String[]::new))
                .query("state", state.toArray(String[]::new))
                .query("claims", "gold")
                .query(stray, "gold")
                .header("X-Name", name.toArray(String[]::new))
                .header("claim.tier", "gold")
                .offers("chat.v1");
        Decision decision = POLICY.decide(client.event());

        boolean hasRoom = room.stream().anyMatch(value -> !value.isEmpty());
        // A stray parameter may have the name of one in use, whose values it then replaces. A name that is no Unicode
        // text makes the body no JSON.
        if (decision.rule().equals("event")) {
            assertThat(stray.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isTrue();
        } else if (!stray.equals("room") && !stray.equals("state")) {
            assertThat(decision.rule()).isEqualTo(hasRoom ? "room" : "otherwise");
        }
        assertThat(decision.rule()).isNotEqualTo("gold");
        if (decision.verdict() == Verdict.ACCEPTED) {
            String chosen = stray.equals("room") ? "gold" : only(room);
            checkAnswer(decision, chosen);
        } else {
            assertThat(decision.reply().status()).isIn(400, 403);
            assertThat(decision.reply().findConnectionState()).isEmpty();
        }
    }

    private static void checkAnswer(Decision decision, String room) throws IOException {
        JsonNode body = JSON.readTree(decision.reply().body());
        List<String> members = new ArrayList<>();
        body.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly("userId", "groups", "roles", "subprotocol");
        assertThat(body.path("userId").asText()).startsWith("guest-");
        assertThat(texts(body.path("groups"))).containsExactly("room-" + room, "lobby");
        assertThat(texts(body.path("roles")))
                .containsExactly(
                        "webpubsub.sendToGroup.room-" + room, "webpubsub.joinLeaveGroups.tenant." + room + ".*");
        assertThat(room).isNotEmpty().doesNotContain("*", "?", "\\", "\n", "\r");
        assertThat(decision.reply().findConnectionState().orElse("")).startsWith("s-");
    }

    private static String only(List<String> values) {
        List<String> present = values.stream().filter(value -> !value.isEmpty()).toList();
        assertThat(present).hasSize(1);
        return present.get(0);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
