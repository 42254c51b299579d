package io.github.kafkaconnect.webpubsub.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierTest {
    static Stream<Arguments> failuresThatMayPass() {
        return Stream.of(
                Arguments.of(new TimeoutException("late"), ErrorCode.SEND_TIMED_OUT),
                Arguments.of(new ConnectException("refused"), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new UnknownHostException("x"), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new SSLHandshakeException("bad"), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new ClosedChannelException(), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new ProtocolException("junk"), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new IOException("reset"), ErrorCode.SEND_CONNECTION_FAILED),
                Arguments.of(new RejectedExecutionException("full"), ErrorCode.SEND_CONNECTION_FAILED));
    }

    @ParameterizedTest
    @MethodSource("failuresThatMayPass")
    void retries(Throwable failure, ErrorCode code) {
        assertThat(FailureClassifier.classify(failure)).isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.status()).isZero();
            assertThat(outcome.retryAfterMs()).isZero();
            assertThat(outcome.detail()).startsWith(failure.getClass().getSimpleName());
        });
    }

    @Test
    void stopsForWhatNobodyForesaw() {
        Stream.of(new IllegalArgumentException("x"), new NullPointerException(), new StackOverflowError())
                .forEach(failure -> assertThat(FailureClassifier.classify(failure))
                        .isInstanceOfSatisfying(
                                Outcome.Fatal.class, o -> assertThat(o.code()).isEqualTo(ErrorCode.INTERNAL)));
    }

    @Test
    void keepsTheCodeOfAFailureThatHasOne() {
        assertThat(FailureClassifier.classify(new WebPubSubException(ErrorCode.OPTION_INVALID, "no")))
                .isEqualTo(new Outcome.Fatal(ErrorCode.OPTION_INVALID, 0, "WPS-1001 no"));
    }
}
