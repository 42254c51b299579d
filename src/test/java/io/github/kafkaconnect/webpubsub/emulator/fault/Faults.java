package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The rules in force; safe for use by any thread. The first rule that fires wins. */
public final class Faults {
    private final SplittableRandom random;
    private final List<Active> rules = new ArrayList<>();
    private volatile boolean any;

    private static final class Active {
        final FaultRule rule;
        int left;

        Active(FaultRule rule) {
            this.rule = rule;
            this.left = rule.times();
        }
    }

    public Faults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public synchronized void add(FaultRule rule) {
        rules.add(new Active(rule));
        any = true;
    }

    public synchronized void clear() {
        rules.clear();
        any = false;
    }

    /** How many rules may still fire. */
    public synchronized int active() {
        return rules.size();
    }

    /** The fault a request meets, counted as used; null for none. */
    public @Nullable Fault draw(String method, String path) {
        return any ? drawFromRules(new FaultRule.Target(method, path, Paths.hubOf(path))) : null;
    }

    private synchronized @Nullable Fault drawFromRules(FaultRule.Target target) {
        Active firing = firing(target);
        if (firing == null) {
            return null;
        }
        if (firing.rule.times() != FaultRule.ALWAYS && --firing.left == 0) {
            rules.remove(firing);
            any = !rules.isEmpty();
        }
        return firing.rule.fault();
    }

    private @Nullable Active firing(FaultRule.Target target) {
        for (Active active : rules) {
            FaultRule rule = active.rule;
            if (rule.matching().test(target) && (rule.probability() >= 1 || random.nextDouble() < rule.probability())) {
                return active;
            }
        }
        return null;
    }
}
