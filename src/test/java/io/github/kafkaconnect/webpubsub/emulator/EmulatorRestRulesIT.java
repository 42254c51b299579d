package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no source settles about the REST API behaves as the option says, in each of its values. */
@Tag("side-by-side")
class EmulatorRestRulesIT {
    private static final String HUB = "/api/hubs/chat";
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"KEPT,g:..", "RESOLVED,s:", "TRIMMED,s:"})
    void aGroupOfTwoDotsMayVanishFromThePath(String mode, String from) {
        Variants.with("rest.paths.dots", mode, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").json().groups("..").greeted()) {
                wire.post(HUB + "/groups/%2e%2E/:send", "text/plain", "x");
                wire.post(HUB + "/groups/./../:send", "text/plain", "end");
                assertThat(from(client.next())).isEqualTo(from);
            }
        });
    }

    private static String from(String frame) {
        try {
            String group = JSON.readTree(frame).path("group").asText();
            return group.isEmpty() ? "s:" : "g:" + group;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"KEPT,200,404", "RESOLVED,200,404", "TRIMMED,404,200"})
    void dotsAtTheEndOfANameMayBeCutOff(String mode, int dotted, int plain) {
        Variants.with("rest.paths.dots", mode, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").json().greeted()) {
                wire.call("PUT", HUB + "/groups/room.%2E/connections/" + client.id());
                int found = emulator.clients("chat").get(0).groups().contains("room..") ? 200 : 404;
                assertThat(found).isEqualTo(dotted);
                assertThat(wire.call("HEAD", HUB + "/groups/room").statusCode()).isEqualTo(plain);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"65536,202", "200,414"})
    void aUrlMayBeTooLong(String max, int status) {
        Variants.with("rest.paths.uri.bytes.max", max, (emulator, wire) -> assertThat(
                        wire.post(HUB + "/groups/" + "g".repeat(200) + "/:send", "text/plain", "x")
                                .statusCode())
                .isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"AS_SENT,401", "NORMALISED,202"})
    void theAudienceMayBeComparedWithoutNeedlessEscapes(String mode, int status) {
        Variants.with("rest.access.audience.escapes", mode, (emulator, wire) -> {
            String sent = emulator.endpoint() + HUB + "/groups/it%27s%2da%2fb/:send?api-version=2024-12-01";
            String signed = sent.replace("%27", "'").replace("%2d", "-").replace("%2f", "%2F");
            assertThat(send(sent, wire.token(signed, claims -> {})).statusCode())
                    .isEqualTo(status);
            assertThat(send(sent, wire.token(sent, claims -> {})).statusCode()).isEqualTo(202);
            assertThat(send(sent, wire.token(sent.replace("%2f", "/"), claims -> {}))
                            .statusCode())
                    .isEqualTo(401);
        });
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED,401", "OPTIONAL,202"})
    void theAudienceMayLackTheQuery(String mode, int status) {
        Variants.with("rest.access.audience.query", mode, (emulator, wire) -> {
            String url = emulator.endpoint() + HUB + "/:send?api-version=2024-12-01";
            String withoutQuery = url.substring(0, url.indexOf('?'));
            assertThat(send(url, wire.token(withoutQuery, claims -> {})).statusCode())
                    .isEqualTo(status);
        });
    }

    private static HttpResponse<String> send(String url, String token) {
        return Wire.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("x"))
                .build());
    }

    @ParameterizedTest
    @CsvSource({"ENTRA_ONLY,401", "KEY_TOO,200"})
    void aKeyMayMakeClientTokens(String mode, int status) {
        Variants.with("rest.access.generate.token", mode, (emulator, wire) -> assertThat(
                        wire.call("POST", HUB + "/:generateToken").statusCode())
                .isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"'',-", "Bearer,Bearer"})
    void aRefusalMayNameTheSchemeItWants(String challenge, String seen) {
        Variants.with("rest.access.challenge", challenge, (emulator, wire) -> assertThat(
                        refused(wire).headers().firstValue("www-authenticate").orElse(null))
                .isEqualTo(seen));
    }

    @ParameterizedTest
    @CsvSource({"EMPTY,''", "ERROR_DETAIL,Error.Unauthorized"})
    void aRefusalMayHaveABody(String mode, String code) {
        Variants.with("rest.access.refusal.body", mode, (emulator, wire) -> {
            HttpResponse<String> refused = refused(wire);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body().isEmpty()).isEqualTo(code.isEmpty());
            assertThat(refused.body()).contains(code);
        });
    }

    private static HttpResponse<String> refused(Wire wire) {
        return wire.signingWith("another-key-another-key-another-key").post(HUB + "/:send", "text/plain", "x");
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void keysThatAreSwitchedOffOpenNothing(String status) {
        EmulatorOptions off = EmulatorOptions.DEFAULT
                .with("keys.local.auth", "OFF")
                .withRest(EmulatorOptions.DEFAULT.rest().withEntra("an-identity"::equals));
        Variants.with(off, "rest.access.keys.off.status", status, (emulator, wire) -> {
            assertThat(wire.post(HUB + "/:send", "text/plain", "x").statusCode())
                    .isEqualTo(Integer.parseInt(status));
            assertThat(refused(wire).statusCode()).isEqualTo(401);
            assertThat(wire.client("chat").json().refusal()).isEqualTo(401);
            String url = emulator.endpoint() + HUB + "/:send?api-version=2024-12-01";
            assertThat(send(url, "an-identity").statusCode()).isEqualTo(202);
            emulator.rotate("k".repeat(32), "l".repeat(32));
            assertThat(Wire.to(emulator).post(HUB + "/:send", "text/plain", "x").statusCode())
                    .isEqualTo(Integer.parseInt(status));
            HttpResponse<String> minted = send(url.replace(":send", ":generateToken"), "an-identity");
            try (TestClient client =
                    wire.client("chat").token(tokenOf(minted)).json().greeted()) {
                assertThat(client.id()).isNotEmpty();
            }
        });
    }

    private static String tokenOf(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("token").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"400,400", "413,413"})
    void aBodyThatIsTooLongHasItsStatus(String value, int status) {
        EmulatorOptions small = EmulatorOptions.DEFAULT.with("rest.bodies.bytes.max", "10");
        Variants.with(small, "rest.bodies.oversize.status", value, (emulator, wire) -> {
            assertThat(wire.post(HUB + "/:send", "text/plain", "12345678901").statusCode())
                    .isEqualTo(status);
            assertThat(wire.post(HUB + "/:send", "text/plain", "1234567890").statusCode())
                    .isEqualTo(202);
        });
    }

    @ParameterizedTest
    @CsvSource({"V2021_10_01,400", "V2024_01_01,202"})
    void anOldVersionMayNotKnowTheTimeToLive(String since, int status) {
        Variants.with("rest.bodies.ttl.since", since, (emulator, wire) -> {
            String wrong = HUB + "/:send?messageTtlSeconds=301&api-version=";
            assertThat(wire.post(wrong + "2022-11-01", "text/plain", "x").statusCode())
                    .isEqualTo(status);
            assertThat(wire.post(wrong + "2024-01-01", "text/plain", "x").statusCode())
                    .isEqualTo(400);
        });
    }

    @ParameterizedTest
    @CsvSource({"Closed by REST API.", "Bye."})
    void aCloseWithoutReasonHasOne(String reason) {
        Variants.with("rest.answers.close.reason", reason, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").json().greeted()) {
                wire.call("POST", HUB + "/:closeConnections");
                assertThat(client.json().path("message").asText()).isEqualTo(reason);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"NOT_ECHOED,-", "ECHOED,id-1"})
    void theRequestIdMayComeBack(String mode, String seen) {
        Variants.with("rest.answers.request.id", mode, (emulator, wire) -> {
            HttpRequest request = wire.request("POST", HUB + "/:send", BodyPublishers.ofString("x"))
                    .header("x-ms-client-request-id", "id-1")
                    .build();
            assertThat(Wire.send(request)
                            .headers()
                            .firstValue("x-ms-client-request-id")
                            .orElse(null))
                    .isEqualTo(seen);
        });
    }

    @Test
    void theListOfVersionsCanBeAnother() {
        Variants.with(
                "rest.answers.supported.versions", "2024-12-01, 2026-02-01-preview", (emulator, wire) -> assertThat(
                                wire.call("HEAD", "/api/health").headers().firstValue("api-supported-versions"))
                        .hasValue("2024-12-01, 2026-02-01-preview"));
    }

    @ParameterizedTest
    @CsvSource({
        "rest.answers.not.found.connection,HEAD,/connections/gone,Warning.Connection.NotExisted",
        "rest.answers.not.found.user,HEAD,/users/gone,Warning.User.NotExisted",
        "rest.answers.not.found.user.to.group,PUT,/users/gone/groups/g,Error.User.NotExisted",
    })
    void whatIsNotThereHasTheCodeOfTheOption(String name, String method, String path, String usual) {
        for (Map.Entry<String, String> entry :
                Map.of(usual, usual, "Info.Another", "Info.Another", "", "none").entrySet()) {
            Variants.with(name, entry.getKey(), (emulator, wire) -> {
                HttpResponse<String> answer = wire.call(method, HUB + path);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.headers().firstValue("x-ms-error-code").orElse("none"))
                        .isEqualTo(entry.getValue());
                assertThat(answer.body().contains("\"code\""))
                        .isEqualTo(method.equals("PUT") && !entry.getKey().isEmpty());
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "groups.counting,UTF16_UNITS,CODE_POINTS,%F0%9F%8E%89,513,400,202",
        "groups.blanks,ACCEPTED,REFUSED,a%20,1,202,400",
        "groups.controls,ACCEPTED,REFUSED,a%07,1,202,400",
    })
    void groupNamesAreJudgedByTheOption(
            String name, String usual, String other, String part, int times, int usualStatus, int otherStatus) {
        String path = HUB + "/groups/" + part.repeat(times) + "/:send";
        Variants.with(name, usual, (emulator, wire) -> assertThat(
                        wire.post(path, "text/plain", "x").statusCode())
                .isEqualTo(usualStatus));
        Variants.with(name, other, (emulator, wire) -> assertThat(
                        wire.post(path, "text/plain", "x").statusCode())
                .isEqualTo(otherStatus));
    }

    @Test
    void theSameRulesHoldForClientsAndForBulkCalls() {
        for (String mode : List.of("ACCEPTED", "REFUSED")) {
            Variants.with("groups.blanks", mode, (emulator, wire) -> {
                boolean accepted = mode.equals("ACCEPTED");
                TestClient.Plan plan = wire.client("chat").json().groups("a b");
                if (accepted) {
                    plan.greeted().close();
                } else {
                    assertThat(plan.refusal()).isEqualTo(400);
                }
                assertThat(wire.post(HUB + "/:addToGroups", "application/json", "{\"groups\":[\"a b\"]}")
                                .statusCode())
                        .isEqualTo(accepted ? 200 : 400);
                try (TestClient client = wire.client("chat")
                        .json()
                        .roles("webpubsub.joinLeaveGroup")
                        .greeted()) {
                    client.send("{\"type\":\"joinGroup\",\"group\":\"a b\",\"ackId\":1}");
                    assertThat(client.json().path("type").asText()).isEqualTo(accepted ? "ack" : "system");
                }
            });
        }
    }
}
