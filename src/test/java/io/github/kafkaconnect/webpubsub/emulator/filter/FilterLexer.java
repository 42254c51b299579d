package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into words, numbers, quoted texts and punctuation. */
final class FilterLexer {
    /** What a token is. */
    enum Kind {
        WORD,
        INTEGER,
        TEXT,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /**
     * @param text the word itself, or the content of a quoted text with doubled quotes undone
     * @param position of its first character, from 0
     */
    record Token(Kind kind, String text, int position) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    private final String filter;
    private int next;

    FilterLexer(String filter) {
        this.filter = filter;
    }

    List<Token> tokens() throws FilterException {
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = token();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token token() throws FilterException {
        while (next < filter.length() && Character.isWhitespace(filter.charAt(next))) {
            next++;
        }
        if (next == filter.length()) {
            return new Token(Kind.END, "the end", next);
        }
        char first = filter.charAt(next);
        return switch (first) {
            case '(' -> punctuation(Kind.OPEN);
            case ')' -> punctuation(Kind.CLOSE);
            case ',' -> punctuation(Kind.COMMA);
            case '\'' -> quoted();
            default -> {
                if (isDigit(first) || ((first == '-' || first == '+') && startsNumber(next + 1))) {
                    yield integer();
                }
                if (isWordStart(first)) {
                    yield word();
                }
                throw error("unexpected character '" + first + "'", next);
            }
        };
    }

    private Token punctuation(Kind kind) {
        int start = next++;
        return new Token(kind, filter.substring(start, next), start);
    }

    private Token quoted() throws FilterException {
        int start = next++;
        StringBuilder text = new StringBuilder();
        while (next < filter.length()) {
            char c = filter.charAt(next++);
            if (c != '\'') {
                text.append(c);
            } else if (next < filter.length() && filter.charAt(next) == '\'') {
                text.append('\'');
                next++;
            } else {
                return new Token(Kind.TEXT, text.toString(), start);
            }
        }
        throw error("unterminated string literal", start);
    }

    private Token integer() throws FilterException {
        int start = next++;
        while (next < filter.length() && isDigit(filter.charAt(next))) {
            next++;
        }
        if (next < filter.length() && (isWordStart(filter.charAt(next)) || filter.charAt(next) == '.')) {
            throw error("only 32-bit integers are supported", start);
        }
        return new Token(Kind.INTEGER, filter.substring(start, next), start);
    }

    private Token word() {
        int start = next++;
        while (next < filter.length() && (isWordStart(filter.charAt(next)) || isDigit(filter.charAt(next)))) {
            next++;
        }
        return new Token(Kind.WORD, filter.substring(start, next), start);
    }

    private boolean startsNumber(int at) {
        return at < filter.length() && isDigit(filter.charAt(at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    FilterException error(String problem, int position) {
        return FilterErrors.syntax(filter, problem + " at position " + position);
    }
}
