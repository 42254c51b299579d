package io.github.kafkaconnect.webpubsub.source.policy;

import java.util.List;

/** What a rule asks of one fact. */
sealed interface Condition {
    Fact fact();

    boolean holds(Fact.Source facts);

    /** One of the fact's values is one of these. */
    record OneOf(Fact fact, List<Wildcard> choices) implements Condition {
        public OneOf {
            choices = List.copyOf(choices);
        }

        @Override
        public boolean holds(Fact.Source facts) {
            for (String value : facts.values(fact)) {
                String comparable = fact.comparable(value);
                for (Wildcard choice : choices) {
                    if (choice.matches(comparable)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The fact has a value, or has none. */
    record Present(Fact fact, boolean wanted) implements Condition {
        @Override
        public boolean holds(Fact.Source facts) {
            return facts.values(fact).isEmpty() != wanted;
        }
    }
}
