package io.github.kafkaconnect.webpubsub.source.event;

import java.util.List;
import java.util.Optional;

/** Checks bearer tokens. Safe for many threads; never blocks. */
@FunctionalInterface
public interface BearerCheck {
    /**
     * The reason to refuse, if there is one.
     *
     * @param authorizations all {@code Authorization} lines of the request
     */
    Optional<Refusal> check(List<String> authorizations);
}
