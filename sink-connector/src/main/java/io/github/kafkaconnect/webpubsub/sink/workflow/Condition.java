package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A simple criterion of Arazzo 1.0, taken apart. Texts are compared without regard to case, numbers by value. */
sealed interface Condition {
    boolean holds(Scope scope);

    void eachExpression(Consumer<Expression> consumer);

    /** @throws IllegalArgumentException saying what is wrong and where */
    static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return parts.stream().allMatch(part -> part.holds(scope));
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            parts.forEach(part -> part.eachExpression(consumer));
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return parts.stream().anyMatch(part -> part.holds(scope));
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            parts.forEach(part -> part.eachExpression(consumer));
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return !part.holds(scope);
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            part.eachExpression(consumer);
        }
    }

    /** A value by itself: false, null and what is not there do not hold. */
    record Truth(Value value) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            JsonNode node = value.in(scope);
            return !node.isMissingNode() && !node.isNull() && (!node.isBoolean() || node.booleanValue());
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            value.eachExpression(consumer);
        }
    }

    record Comparison(Value left, Operator operator, Value right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            JsonNode a = left.in(scope);
            JsonNode b = right.in(scope);
            return switch (operator) {
                case EQUAL -> equal(a, b);
                case UNEQUAL -> !equal(a, b);
                default -> !isNothing(a) && !isNothing(b) && operator.fits(order(a, b));
            };
        }

        private static boolean equal(JsonNode a, JsonNode b) {
            if (isNothing(a) || isNothing(b)) {
                return isNothing(a) && isNothing(b);
            }
            boolean whole = a.isContainerNode() || b.isContainerNode();
            return whole ? a.equals(b) : order(a, b) == 0;
        }

        private static boolean isNothing(JsonNode node) {
            return node.isMissingNode() || node.isNull();
        }

        /** A text beside a number counts as a number when it is one: a header's value is always text. */
        private static int order(JsonNode a, JsonNode b) {
            if (a.isNumber() || b.isNumber()) {
                try {
                    return new BigDecimal(a.asText()).compareTo(new BigDecimal(b.asText()));
                } catch (NumberFormatException notANumber) {
                    return a.asText().compareTo(b.asText());
                }
            }
            return a.asText().toLowerCase(Locale.ROOT).compareTo(b.asText().toLowerCase(Locale.ROOT));
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            left.eachExpression(consumer);
            right.eachExpression(consumer);
        }
    }

    enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        MORE(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean fits(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case LESS -> order < 0;
                case MORE -> order > 0;
            };
        }
    }
}
