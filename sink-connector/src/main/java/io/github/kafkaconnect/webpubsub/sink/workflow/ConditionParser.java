package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one simple criterion from left to right; used once. Or binds weaker than and, both weaker than a comparison. */
final class ConditionParser {
    private static final int MAX_DEPTH = 50;
    private static final String ENDS = "()&|=!<>, ";

    private final String text;
    private int at;
    private int depth;

    ConditionParser(String text) {
        this.text = text;
    }

    Condition parse() {
        Condition condition = or();
        if (!isAtEnd()) {
            throw unexpected();
        }
        return condition;
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (take("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (take("&&")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition not() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("is nested too deeply");
        }
        try {
            if (take("!")) {
                return new Condition.Not(not());
            }
            if (take("(")) {
                Condition inside = or();
                if (!take(")")) {
                    throw unexpected();
                }
                return inside;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() {
        Value left = operand();
        Condition.@Nullable Operator operator = operator();
        return operator == null ? new Condition.Truth(left) : new Condition.Comparison(left, operator, operand());
    }

    private Condition.@Nullable Operator operator() {
        for (Condition.Operator operator : Condition.Operator.values()) {
            if (take(operator.sign())) {
                return operator;
            }
        }
        return null;
    }

    private Value operand() {
        skipBlanks();
        if (isAtEnd()) {
            throw unexpected();
        }
        if (text.charAt(at) == '\'') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "" -> throw unexpected();
            case "true" -> new Value.Constant(BooleanNode.TRUE);
            case "false" -> new Value.Constant(BooleanNode.FALSE);
            case "null" -> new Value.Constant(NullNode.getInstance());
            default -> word.startsWith("$") ? new Value.Whole(Expression.parse(word)) : number(word);
        };
    }

    private static Value number(String word) {
        try {
            return new Value.Constant(DecimalNode.valueOf(new BigDecimal(word)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no number, true, false, null or expression; a text stands between single quotes",
                    e);
        }
    }

    /** A quote in it is written twice. */
    private Value quoted() {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'') {
                inside.append(c);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                inside.append(c);
                at++;
            } else {
                return new Value.Constant(TextNode.valueOf(inside.toString()));
            }
        }
        throw new IllegalArgumentException("has a single quote that is not closed");
    }

    private boolean take(String sign) {
        skipBlanks();
        boolean unequal = sign.equals("!") && text.startsWith("!=", at);
        if (unequal || !text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean isAtEnd() {
        skipBlanks();
        return at >= text.length();
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                at >= text.length()
                        ? "ends too early"
                        : "'" + text.charAt(at) + "' at position " + at + " is not expected");
    }
}
