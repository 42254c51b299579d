package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the service feels: which fates attempts have, in hundredths. */
final class Weather {
    /** The end of every scenario: nothing fails. */
    static final Weather CALM = new Weather(share(100, Fate.TAKEN));

    static final Weather FAIR = new Weather(
            share(80, Fate.TAKEN),
            share(3, Fate.LOST),
            share(3, Fate.ANSWER_LOST),
            share(3, Fate.LATE),
            share(2, Fate.RESET),
            share(2, Fate.RESET_AFTER),
            share(1, Fate.INLINE),
            share(1, Fate.OTHER_KEY),
            share(2, Fate.THROTTLED),
            share(1, Fate.FAILED),
            share(2, Fate.UNAVAILABLE));

    static final Weather FLAKY = new Weather(
            share(40, Fate.TAKEN),
            share(10, Fate.LOST),
            share(10, Fate.ANSWER_LOST),
            share(10, Fate.LATE),
            share(15, Fate.RESET),
            share(15, Fate.RESET_AFTER));

    static final Weather THROTTLING = new Weather(share(10, Fate.TAKEN), share(90, Fate.THROTTLED));

    static final Weather UNAVAILABLE =
            new Weather(share(10, Fate.TAKEN), share(60, Fate.UNAVAILABLE), share(30, Fate.FAILED));

    static final Weather REFUSING =
            new Weather(share(30, Fate.TAKEN), share(60, Fate.OTHER_KEY), share(10, Fate.INLINE));

    static final Weather FORBIDDING = new Weather(
            share(40, Fate.TAKEN), share(30, Fate.NO_KEY), share(25, Fate.FORBIDDEN), share(5, Fate.UNSUPPORTED));

    static final Weather LOCKED = new Weather(share(50, Fate.NO_KEY), share(50, Fate.FORBIDDEN));

    static final Weather AWAY = new Weather(share(70, Fate.RESET), share(30, Fate.LOST));

    private static final Weather[] CHANGING = {
        FAIR, FAIR, FAIR, FAIR, FLAKY, FLAKY, THROTTLING, UNAVAILABLE, REFUSING, FORBIDDING, LOCKED, AWAY
    };

    private final Fate[] fates;

    @SafeVarargs
    Weather(List<Fate>... shares) {
        List<Fate> all = new ArrayList<>();
        for (List<Fate> share : shares) {
            all.addAll(share);
        }
        if (all.size() != 100) {
            throw new IllegalArgumentException("shares add up to " + all.size());
        }
        fates = all.toArray(new Fate[0]);
    }

    private static List<Fate> share(int hundredths, Fate fate) {
        return Collections.nCopies(hundredths, fate);
    }

    static Weather draw(Dice dice) {
        return dice.pick(CHANGING);
    }

    Fate fate(Dice dice) {
        return dice.pick(fates);
    }
}
