package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.auth.BearerRules;
import io.github.kafkaconnect.webpubsub.common.auth.BearerValidator;
import io.github.kafkaconnect.webpubsub.common.auth.BearerVerdict;
import io.github.kafkaconnect.webpubsub.common.auth.OpenIdSettings;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.common.transport.ClientTls;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions;
import io.github.kafkaconnect.webpubsub.source.config.BearerOptions;
import io.github.kafkaconnect.webpubsub.source.event.BearerCheck;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The check of bearer tokens as the door and the metrics see it. */
final class BearerTrust implements BearerCheck {
    private final BearerValidator validator;

    private BearerTrust(BearerValidator validator) {
        this.validator = validator;
    }

    /** @param owner name of the task, for the name of the thread that fetches keys */
    static BearerTrust of(BearerOptions options, String owner, LongSupplier nanoTime) {
        BearerRules rules = new BearerRules(
                options.issuers(),
                options.audiences(),
                options.tenant(),
                options.callers(),
                Duration.ofMillis(options.skewMs()));
        OpenIdSettings authority = new OpenIdSettings(
                options.metadata(),
                options.caFile().map(file -> ClientTls.context(TlsOptions.trusting(Path.of(file)))),
                Duration.ofMillis(options.keysRefreshMs()));
        return new BearerTrust(BearerValidator.of(
                rules, authority, Clock.systemUTC(), nanoTime, NamedThreads.forEach(owner + "-keys")));
    }

    /** Whoever waits for a key may come again; a 401 would be final. */
    @Override
    public Optional<Refusal> check(List<String> authorizations) {
        BearerVerdict verdict = validator.check(authorizations);
        if (verdict == BearerVerdict.ACCEPTED) {
            return Optional.empty();
        }
        boolean pending = verdict == BearerVerdict.KEY_PENDING;
        return Optional.of(new Refusal(
                pending ? 503 : 401,
                pending ? ErrorCode.EVENT_NOT_TAKEN : ErrorCode.EVENT_UNTRUSTED,
                Refusal.Kind.BEARER,
                "bearer-" + verdict.word(),
                "bearer: " + verdict.detail()));
    }

    /** Asks for the keys when they come of age. */
    void refreshInTime() {
        validator.refreshInTime();
    }

    /** The counters of refusals by reason. */
    Map<String, LongSupplier> figures() {
        Map<String, LongSupplier> figureByName = new HashMap<>();
        for (BearerVerdict verdict : BearerVerdict.values()) {
            if (verdict != BearerVerdict.ACCEPTED) {
                figureByName.put("bearer-refused-" + verdict.word() + "-total", () -> validator.count(verdict));
            }
        }
        return figureByName;
    }
}
