package io.github.kafkaconnect.webpubsub.emulator.filter;

/**
 * A filter over connections: read once, then asked for each connection.
 *
 * <p>Grammar, precedence and the rules for null are those of the service's article on OData filters, read together with
 * the service team's own emulator. Types are checked while the filter is read, on both sides of every operator, so that
 * a wrong filter is refused before anything is sent. Immutable; any thread may use it.
 */
public final class Filter {
    /** Selects every connection; what an absent or empty filter means. */
    public static final Filter EVERYTHING = new Filter("", subject -> true);

    private final String text;
    private final Evaluation<Boolean> evaluation;

    private Filter(String text, Evaluation<Boolean> evaluation) {
        this.text = text;
        this.evaluation = evaluation;
    }

    /**
     * Reads a filter. The empty text selects everything.
     *
     * @throws FilterException when the text does not follow the grammar, nests deeper than 100 levels, names something
     *     unknown, or uses an operand of the wrong type
     */
    public static Filter parse(String text) throws FilterException {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        return new Filter(text, new TypeChecker(text).check(new FilterParser(text).parse()));
    }

    /** Whether the connection is selected. */
    public boolean matches(Subject subject) {
        return Boolean.TRUE.equals(evaluation.of(subject));
    }

    @Override
    public String toString() {
        return text;
    }
}
