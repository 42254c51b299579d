package io.github.kafkaconnect.webpubsub.emulator.filter;

/** The wordings of refused filters, as the service words them. */
final class FilterErrors {
    private FilterErrors() {}

    /** @param where the filter, or the part of it that is wrong */
    static FilterException syntax(String where, String problem) {
        return new FilterException("Invalid syntax for '" + where + "': " + problem + ". (Parameter 'filter')");
    }

    static FilterException type(Term where, String actual, ValueType expected) {
        return syntax(where.print(), "Type '" + actual + "', expect '" + expected.shown() + "'");
    }

    static FilterException unsupported(String where, Term term) {
        return syntax(where, "Token '" + term.print() + "' is not supported");
    }

    static FilterException invalid(Term term) {
        return syntax(term.print(), "Invalid token '" + term.print() + "'");
    }
}
