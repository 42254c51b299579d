package io.github.kafkaconnect.webpubsub.source.policy;

import java.util.List;

/**
 * One rule of a policy.
 *
 * @param label its name, or its place such as {@code rules[2]}
 * @param conditions all of which must hold; none hold for everybody
 */
record Rule(String label, List<Condition> conditions, Action action) {
    Rule {
        conditions = List.copyOf(conditions);
    }

    boolean matches(Fact.Source facts) {
        for (Condition condition : conditions) {
            if (!condition.holds(facts)) {
                return false;
            }
        }
        return true;
    }
}
