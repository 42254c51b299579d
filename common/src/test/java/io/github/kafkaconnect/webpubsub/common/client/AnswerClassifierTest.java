package io.github.kafkaconnect.webpubsub.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {
    private static final long NOW_MS = 1_800_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void takesTheServicesSuccessesForDelivered(int status) {
        assertThat(classify(FakeAnswer.of(status))).isEqualTo(new Outcome.Delivered(status));
    }

    @ParameterizedTest
    @CsvSource({
        "408, SEND_UNAVAILABLE",
        "425, SEND_UNAVAILABLE",
        "429, SEND_THROTTLED",
        "500, SEND_UNAVAILABLE",
        "502, SEND_UNAVAILABLE",
        "503, SEND_UNAVAILABLE",
        "504, SEND_UNAVAILABLE",
        "507, SEND_UNAVAILABLE",
        "599, SEND_UNAVAILABLE"
    })
    void retriesWhatMayPass(int status, ErrorCode code) {
        assertThat(classify(FakeAnswer.with(status, "Retry-After", "7")))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
                    assertThat(outcome.code()).isEqualTo(code);
                    assertThat(outcome.status()).isEqualTo(status);
                    assertThat(outcome.retryAfterMs()).isEqualTo(7_000);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "400, SEND_BAD_REQUEST",
        "402, SEND_BAD_REQUEST",
        "404, TARGET_NOT_FOUND",
        "409, SEND_CONFLICT",
        "410, SEND_BAD_REQUEST",
        "413, PAYLOAD_TOO_LARGE",
        "414, SEND_BAD_REQUEST",
        "415, SEND_BAD_REQUEST",
        "422, SEND_BAD_REQUEST",
        "431, SEND_BAD_REQUEST"
    })
    void rejectsWhatIsTheRecordsFault(int status, ErrorCode code) {
        assertThat(classify(FakeAnswer.of(status))).isInstanceOfSatisfying(Outcome.Rejected.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.status()).isEqualTo(status);
            assertThat(outcome.detail()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "101, UNEXPECTED_ANSWER",
        "206, UNEXPECTED_ANSWER",
        "301, UNEXPECTED_ANSWER",
        "302, UNEXPECTED_ANSWER",
        "304, UNEXPECTED_ANSWER",
        "405, UNEXPECTED_ANSWER",
        "407, UNEXPECTED_ANSWER",
        "421, UNEXPECTED_ANSWER",
        "426, UNEXPECTED_ANSWER",
        "501, SEND_UNSUPPORTED",
        "505, SEND_UNSUPPORTED",
        "600, UNEXPECTED_ANSWER",
        "999, UNEXPECTED_ANSWER"
    })
    void stopsForWhatWouldMeetEveryRecord(int status, ErrorCode code) {
        assertThat(classify(FakeAnswer.of(status))).isInstanceOfSatisfying(Outcome.Fatal.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.status()).isEqualTo(status);
        });
    }

    @Test
    void stopsForAWebPageInsteadOfTheService() {
        assertThat(classify(FakeAnswer.with(200, "content-type", "text/HTML; charset=utf-8"))
                        .kind())
                .isEqualTo(Outcome.Kind.FATAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 413, 414, 431})
    void doesNotHoldAGatewaysPageAgainstARecord(int status) {
        assertThat(classify(FakeAnswer.with(status, "Content-Type", "text/html")))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
                    assertThat(outcome.trouble()).isEqualTo(Outcome.Trouble.FAILURE);
                    assertThat(outcome.detail()).contains("is the endpoint right?");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 407, 421, 426})
    void stopsForWhatWouldMeetEveryRecordAlsoAsAPage(int status) {
        assertThat(classify(FakeAnswer.with(status, "Content-Type", "text/html"))
                        .kind())
                .isEqualTo(Outcome.Kind.FATAL);
    }

    @Test
    void knowsATooLongBodyByTheServicesText() {
        Outcome outcome = classify(new FakeAnswer(
                400, Map.of(), "{\"code\":\"Error.BadRequest\",\"message\":\"Invalid Content-Length header.\"}"));

        assertThat(outcome)
                .isEqualTo(new Outcome.Rejected(
                        ErrorCode.PAYLOAD_TOO_LARGE, 400, "Error.BadRequest: Invalid Content-Length header."));
    }

    @Test
    void stopsForAnApiVersionThatTheServiceDoesNotKnow() {
        Outcome outcome = classify(new FakeAnswer(
                400, Map.of(), "{\"code\":\"Error.BadRequest\",\"message\":\"no\",\"target\":\"api-version\"}"));

        assertThat(outcome).isEqualTo(new Outcome.Fatal(ErrorCode.SEND_UNSUPPORTED, 400, "Error.BadRequest: no"));
    }

    @Test
    void tellsWhatTheServiceSaid() {
        assertThat(classify(new FakeAnswer(404, Map.of(), "User is not found.")))
                .isEqualTo(new Outcome.Rejected(ErrorCode.TARGET_NOT_FOUND, 404, "User is not found."));
        assertThat(classify(new FakeAnswer(409, Map.of(), "{\"code\":\"Error.Connection.Conflict\"}")))
                .isEqualTo(new Outcome.Rejected(ErrorCode.SEND_CONFLICT, 409, "Error.Connection.Conflict"));
    }

    private static Outcome classify(FakeAnswer answer) {
        return AnswerClassifier.classify(answer, NOW_MS, 60_000);
    }
}
