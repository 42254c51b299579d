package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Bearer;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Credential;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Missing;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Pending;
import io.github.kafkaconnect.webpubsub.common.client.SendHeads.Head;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.GenerateToken;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import io.github.kafkaconnect.webpubsub.common.transport.HttpRequest;
import io.github.kafkaconnect.webpubsub.common.transport.HttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.RequestHead;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations as calls of the data-plane REST API. The sender's endpoint is the service or a proxy before it. */
public final class RestClient implements OperationClient {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final long PENDING_WAIT_MS = 200;
    private static final int HEADS_KEPT = 10_000;

    private final HttpSender sender;
    private final CredentialSource credentials;
    private final OperationEncoder encoder;
    private final RestSettings settings;
    private final Clock clock;
    private final SendHeads heads = new SendHeads(HEADS_KEPT);
    private final String audiencePrefix;
    private final Map.Entry<String, String> userAgent;

    /** The sender and the credentials stay the caller's to close. */
    public RestClient(
            HttpSender sender,
            CredentialSource credentials,
            OperationEncoder encoder,
            RestSettings settings,
            Clock clock) {
        this.sender = sender;
        this.credentials = credentials;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
        this.audiencePrefix = settings.endpoint().toString();
        this.userAgent = Map.entry("User-Agent", settings.userAgent());
    }

    @Override
    public void execute(Operation operation, Completion completion) {
        if (operation instanceof GenerateToken request && answeredHere(request, completion)) {
            return;
        }
        Head head;
        byte[] body;
        try {
            if (operation instanceof Operation.Send send) {
                head = head(send);
                body = send.payload().bytes();
            } else {
                EncodedOperation call = encoder.encode(operation);
                head = head(call);
                body = call.body();
            }
        } catch (NoCredentialException e) {
            completion.ended(e.outcome);
            return;
        } catch (RuntimeException e) {
            completion.ended(FailureClassifier.classify(e));
            return;
        }
        sender.send(new HttpRequest(head.request(), body), new Attempt(operation, head.bearer(), completion));
    }

    /** Whoever holds a key makes tokens of clients without a call. */
    private boolean answeredHere(GenerateToken request, Completion completion) {
        Optional<String> token = credentials.clientToken(audiencePrefix + request.clientPath(), request);
        token.ifPresent(made -> completion.answered(new Outcome.Delivered(SignedToken.STATUS), new SignedToken(made)));
        return token.isPresent();
    }

    /** Metadata is mostly another one for each message, so such heads are not worth keeping. */
    private Head head(Operation.Send send) {
        if (!send.options().metadata().isEmpty()) {
            return head(encoder.encode(send));
        }
        Head kept = heads.find(send);
        if (kept != null && credentials.isCurrent(kept.bearer())) {
            return kept;
        }
        Head head = head(encoder.encode(send));
        heads.keep(send, head);
        return head;
    }

    private Head head(EncodedOperation call) {
        Credential credential = credentials.credential(audiencePrefix + call.pathAndQuery());
        if (credential instanceof Bearer bearer) {
            return new Head(bearer, requestHead(call, bearer));
        }
        throw new NoCredentialException(outcome(credential));
    }

    /** An authority that cannot be asked is waited for like a service that is away. */
    private static Outcome outcome(Credential none) {
        if (none instanceof Missing missing) {
            return missing.denied()
                    ? new Outcome.Retryable(ErrorCode.CREDENTIAL_REFUSED, 0, Trouble.ACCESS, 0, missing.detail())
                    : new Outcome.Retryable(ErrorCode.CREDENTIAL_PENDING, 0, Trouble.FAILURE, 0, missing.detail());
        }
        return new Outcome.Retryable(
                ErrorCode.CREDENTIAL_PENDING, 0, Trouble.POSTPONED, PENDING_WAIT_MS, ((Pending) none).detail());
    }

    /** Carries the reason out of the making of a request; never leaves this class. */
    private static final class NoCredentialException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        NoCredentialException(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    private RequestHead requestHead(EncodedOperation call, Bearer bearer) {
        Map.Entry<String, String> authorization = Map.entry("Authorization", bearer.header());
        List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(userAgent, authorization));
        if (!call.contentType().isEmpty()) {
            headers.add(Map.entry("Content-Type", call.contentType()));
        }
        headers.addAll(call.headers());
        return new RequestHead(call.method(), settings.basePath() + call.pathAndQuery(), headers);
    }

    private final class Attempt implements HttpSender.Exchange {
        private final Operation operation;
        private final Bearer bearer;
        private final Completion completion;

        Attempt(Operation operation, Bearer bearer, Completion completion) {
            this.operation = operation;
            this.bearer = bearer;
            this.completion = completion;
        }

        @Override
        public void answered(HttpAnswer answer) {
            Outcome outcome = outcome(answer);
            Outcome wanted = settings.statusHandling()
                    .of(operation.kind(), answer.status())
                    .map(handling -> Overrides.move(outcome, handling))
                    .orElse(outcome);
            completion.answered(wanted, answer);
        }

        private Outcome outcome(HttpAnswer answer) {
            long nowMs = clock.millis();
            if (answer.status() == UNAUTHORIZED) {
                return Refusal.unauthorized(credentials.grant(), credentials.refused(bearer), answer, nowMs);
            }
            if (answer.status() == FORBIDDEN) {
                return Refusal.forbidden(credentials.grant(), answer, nowMs, settings.retryAfterMaxMs());
            }
            if (answer.status() == NOT_FOUND && operation.kind().asksWhether() && !AnswerClassifier.isHtml(answer)) {
                credentials.accepted(bearer);
                return new Outcome.Delivered(NOT_FOUND);
            }
            Outcome outcome = AnswerClassifier.classify(answer, nowMs, settings.retryAfterMaxMs());
            if (outcome.kind() == Outcome.Kind.DELIVERED) {
                credentials.accepted(bearer);
            }
            return outcome;
        }

        @Override
        public void failed(Throwable cause) {
            completion.ended(FailureClassifier.classify(cause));
        }
    }
}
