package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Literal;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Part;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Placeholder;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Root;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one template from left to right; used once. */
final class TemplateParser {
    private static final char END = '\0';

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    TemplateParser(String text) {
        this.text = text;
    }

    List<Part> parse() {
        StringBuilder literal = new StringBuilder();
        while (at < text.length()) {
            if (text.startsWith("${", at)) {
                flush(literal);
                parts.add(placeholder());
            } else {
                literal.append(text.charAt(at));
                at += text.startsWith("$$", at) ? 2 : 1;
            }
        }
        flush(literal);
        return parts;
    }

    private void flush(StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private Placeholder placeholder() {
        int start = at;
        at += 2;
        String word = name();
        if (peek() == ':') {
            throw unexpected();
        }
        Root root = root(word);
        List<String> path = new ArrayList<>();
        while (peek() == '.' || peek() == '[') {
            path.add(next() == '.' ? name() : quotedName());
        }
        String fallback = peek() == '|' ? fallback() : null;
        if (peek() != '}') {
            throw unexpected();
        }
        at++;
        return checked(new Placeholder(root, path, fallback, text.substring(start, at)));
    }

    private Root root(String word) {
        for (Root root : Root.values()) {
            if (root.word().equals(word)) {
                return root;
            }
        }
        throw invalid("'" + word + "' is unknown; a placeholder begins with one of " + Root.words());
    }

    private static Placeholder checked(Placeholder hole) {
        switch (hole.root()) {
            case KEY, VALUE -> {}
            case HEADER -> {
                if (hole.path().size() != 1) {
                    throw invalid(hole.written() + " must name one header, such as ${header.room};"
                            + " quote a name that has dots: ${header['a.b']}");
                }
            }
            case CE -> {
                if (hole.path().size() != 1) {
                    throw invalid(hole.written() + " must name one attribute of a CloudEvent, such as ${ce.subject}");
                }
            }
            case TOPIC, PARTITION, OFFSET, TIMESTAMP -> {
                if (!hole.path().isEmpty()) {
                    throw invalid(hole.written() + " asks for a field, but "
                            + hole.root().word() + " has none");
                }
            }
        }
        return hole;
    }

    private String name() {
        int start = at;
        while (isPlain(peek())) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private static boolean isPlain(char c) {
        return c > ' ' && ".[]{}|:'\"\\$".indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
    }

    /** After the opening bracket, up to the closing one. */
    private String quotedName() {
        if (next() != '\'') {
            at--;
            throw unexpected();
        }
        StringBuilder name = new StringBuilder();
        while (peek() != '\'') {
            char c = peek() == ':' ? END : next();
            if (c == END) {
                throw unexpected();
            }
            name.append(c == '\\' ? escaped() : c);
        }
        at++;
        if (peek() != ']') {
            throw unexpected();
        }
        at++;
        return name.toString();
    }

    private char escaped() {
        char c = next();
        if (c == '\\' || c == '\'') {
            return c;
        }
        if (c == 'u' && at + 4 <= text.length()) {
            int code = 0;
            for (int i = 0; i < 4; i++) {
                code = code * 16 + Character.digit(text.charAt(at + i), 16);
                if (Character.digit(text.charAt(at + i), 16) < 0) {
                    throw invalid("\\u at position " + (at - 2) + " is not followed by four hexadecimal digits");
                }
            }
            at += 4;
            return (char) code;
        }
        throw invalid("only \\\\, \\' and \\uXXXX may follow a backslash in a quoted name");
    }

    private @Nullable String fallback() {
        int start = ++at;
        while (peek() != '}' && peek() != ':' && at < text.length()) {
            at++;
        }
        return text.substring(start, at);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private WebPubSubException unexpected() {
        if (at >= text.length()) {
            return invalid("the last ${ has no closing }; write $${ for a literal ${");
        }
        if (peek() == ':') {
            return invalid("a colon stands inside ${…} at position " + at + "; Connect takes that for one of its config"
                    + " providers (${file:/path:key}). A default is written ${value.room|lobby}, and a name with a"
                    + " colon ${header['a\\u003ab']}");
        }
        return invalid("'" + peek() + "' at position " + at + " is not expected; quote names that are not plain words:"
                + " ${header['a b']}");
    }

    private static WebPubSubException invalid(String problem) {
        return new WebPubSubException(ErrorCode.TEMPLATE_INVALID, problem);
    }
}
