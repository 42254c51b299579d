package io.github.kafkaconnect.webpubsub.emulator.filter;

import io.github.kafkaconnect.webpubsub.emulator.filter.FilterLexer.Kind;
import io.github.kafkaconnect.webpubsub.emulator.filter.FilterLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recursive descent over the precedence ladder: {@code or} below {@code and} below the comparisons and {@code in}, below
 * {@code not}, below atoms. A comparison takes exactly two operands; words are case-sensitive.
 */
final class FilterParser {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final FilterLexer lexer;
    private final String filter;
    private List<Token> tokens = List.of();
    private int at;
    private int depth;

    FilterParser(String filter) {
        this.filter = filter;
        this.lexer = new FilterLexer(filter);
    }

    Term parse() throws FilterException {
        tokens = lexer.tokens();
        Term term = or();
        expect(Kind.END, "an operator or the end");
        return term;
    }

    private Term or() throws FilterException {
        enter();
        Term left = and();
        while (takeWord("or")) {
            left = new Term.Binary("or", left, and());
        }
        depth--;
        return left;
    }

    private Term and() throws FilterException {
        Term left = comparison();
        while (takeWord("and")) {
            left = new Term.Binary("and", left, comparison());
        }
        return left;
    }

    private Term comparison() throws FilterException {
        Term left = unary();
        Token operator = tokens.get(at);
        if (operator.kind() == Kind.WORD && COMPARISONS.contains(operator.text())) {
            at++;
            return new Term.Binary(operator.text(), left, unary());
        }
        return takeWord("in") ? in(left) : left;
    }

    private Term in(Term left) throws FilterException {
        if (take(Kind.OPEN)) {
            return new Term.InList(left, terms("a value of the list"));
        }
        Token name = tokens.get(at);
        if (name.kind() == Kind.WORD && name.text().toLowerCase(Locale.ROOT).equals("groups")) {
            at++;
            return new Term.InName(left, new Term.Name(name.text()));
        }
        throw unexpected("a list in parentheses or 'groups'");
    }

    private Term unary() throws FilterException {
        if (!takeWord("not")) {
            return atom();
        }
        enter();
        Term operand = unary();
        depth--;
        return new Term.Not(operand);
    }

    private Term atom() throws FilterException {
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case OPEN -> {
                Term inner = or();
                expect(Kind.CLOSE, "')'");
                yield inner;
            }
            case TEXT -> new Term.Literal(token.text());
            case INTEGER -> new Term.Literal(integer(token));
            case WORD -> word(token);
            case CLOSE, COMMA, END -> {
                at--;
                throw unexpected("a value");
            }
        };
    }

    private Term word(Token token) throws FilterException {
        return switch (token.text()) {
            case "true" -> new Term.Literal(true);
            case "false" -> new Term.Literal(false);
            case "null" -> new Term.Literal(null);
            default -> take(Kind.OPEN) ? new Term.Call(token.text(), arguments()) : new Term.Name(token.text());
        };
    }

    private List<Term> arguments() throws FilterException {
        return take(Kind.CLOSE) ? List.of() : terms("an argument");
    }

    /** The rest of a list whose opening parenthesis is taken. */
    private List<Term> terms(String what) throws FilterException {
        List<Term> terms = new ArrayList<>();
        do {
            if (tokens.get(at).kind() == Kind.CLOSE) {
                throw unexpected(what);
            }
            terms.add(or());
        } while (take(Kind.COMMA));
        expect(Kind.CLOSE, "',' or ')'");
        return terms;
    }

    private Integer integer(Token token) throws FilterException {
        try {
            return Integer.valueOf(token.text());
        } catch (NumberFormatException outOfRange) {
            throw lexer.error("only 32-bit integers are supported", token.position());
        }
    }

    private void enter() throws FilterException {
        if (++depth > MAX_DEPTH) {
            throw FilterErrors.syntax(filter, "nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private boolean takeWord(String word) {
        boolean taken = tokens.get(at).isWord(word);
        at += taken ? 1 : 0;
        return taken;
    }

    private boolean take(Kind kind) {
        boolean taken = tokens.get(at).kind() == kind;
        at += taken ? 1 : 0;
        return taken;
    }

    private void expect(Kind kind, String what) throws FilterException {
        if (!take(kind)) {
            throw unexpected(what);
        }
    }

    private FilterException unexpected(String expected) {
        Token token = tokens.get(at);
        return lexer.error("expected " + expected + " but found '" + token.text() + "'", token.position());
    }
}
