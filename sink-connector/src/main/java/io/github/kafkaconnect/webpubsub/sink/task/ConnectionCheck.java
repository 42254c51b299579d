package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource;
import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Exists;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.common.runtime.Closer;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import io.github.kafkaconnect.webpubsub.sink.config.ConnectionOptions;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the service once whether it takes credential and hub, with a question that changes nothing: does a connection exist that nobody
 * has? The answer no is the good one. Waits, for a few seconds at most, on the thread that validates.
 */
public final class ConnectionCheck {
    private static final long LIMIT_MS = 5_000;
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);

    private static final String OWNER = "webpubsub-validation";

    private ConnectionCheck() {}

    /**
     * Empty when it is not wanted, or the service answers.
     *
     * @param properties a configuration without other problems
     */
    public static Optional<ConfigProblem> problem(Map<String, String> properties) {
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        if (!config.get(ConnectionOptions.VALIDATE_CONNECTION)) {
            return Optional.empty();
        }
        Outcome outcome;
        try {
            outcome = ask(config);
        } catch (RuntimeException e) {
            // A file that cannot be read, say, or a secret that this worker cannot resolve.
            return Optional.of(problem(config, String.valueOf(e.getMessage())));
        }
        return outcome.kind() == Outcome.Kind.DELIVERED ? Optional.empty() : Optional.of(problem(config, outcome));
    }

    private static Outcome ask(ParsedConfig config) {
        try (Closer closer = new Closer()) {
            CredentialSource credentials = closer.add(CredentialWiring.credentials(config, OWNER));
            EventLoops loops = closer.add(new EventLoops(OWNER, 1));
            NettyHttpSender sender = closer.add(new NettyHttpSender(
                    SinkAssembly.senderSettings(
                            config, DeliveryOptions.from(config).flow()),
                    loops));
            OperationClient client = SinkAssembly.client(config, credentials, sender);
            Exists question = new Exists(new Target(
                    hub(config), Target.Kind.CONNECTION, UUID.randomUUID().toString()));
            long endNanos = System.nanoTime() + LIMIT_NANOS;
            Outcome outcome = ask(client, question);
            while (isPostponed(outcome) && System.nanoTime() - endNanos < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(((Outcome.Retryable) outcome).retryAfterMs()));
                outcome = ask(client, question);
            }
            return outcome;
        }
    }

    private static Outcome ask(OperationClient client, Exists question) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        client.execute(question, answer::complete);
        try {
            return answer.get(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return unanswered("no answer within " + LIMIT_MS + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("interrupted");
        } catch (ExecutionException e) {
            return unanswered("the question failed");
        }
    }

    private static Outcome unanswered(String detail) {
        return new Outcome.Retryable(ErrorCode.SEND_TIMED_OUT, 0, Outcome.Trouble.FAILURE, 0, detail);
    }

    private static boolean isPostponed(Outcome outcome) {
        return outcome instanceof Outcome.Retryable failure && failure.trouble() == Outcome.Trouble.POSTPONED;
    }

    /** Any hub tells whether the credential is good; one that records name is not known yet. */
    private static Hub hub(ParsedConfig config) {
        Template hub = OperationOptions.hub(config);
        return new Hub(hub.isLiteral() ? hub.literalText() : "validation");
    }

    private static ConfigProblem problem(ParsedConfig config, Outcome outcome) {
        String words =
                switch (outcome.kind()) {
                    case RETRYABLE -> said(
                            ((Outcome.Retryable) outcome).code(), ((Outcome.Retryable) outcome).detail());
                    case REJECTED -> said(((Outcome.Rejected) outcome).code(), ((Outcome.Rejected) outcome).detail());
                    case FATAL -> said(((Outcome.Fatal) outcome).code(), ((Outcome.Fatal) outcome).detail());
                    default -> "answered with status " + outcome.status();
                };
        return problem(config, words);
    }

    private static ConfigProblem problem(ParsedConfig config, String words) {
        Option<?> option = config.find(SinkOptions.CONNECTION_STRING).isPresent()
                ? SinkOptions.CONNECTION_STRING
                : SinkOptions.ENDPOINT;
        return new ConfigProblem(
                option.key(),
                option.key() + " does not work now: " + words + ". " + ConnectionOptions.VALIDATE_CONNECTION.key()
                        + "=false saves it all the same");
    }

    private static String said(ErrorCode code, String detail) {
        return code.id() + ' ' + detail;
    }
}
