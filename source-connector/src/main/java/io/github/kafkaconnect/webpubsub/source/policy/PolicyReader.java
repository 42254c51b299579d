package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectRefusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the document of a policy. What is not understood is a problem, never passed over. Used once. */
final class PolicyReader {
    static final ConnectRefusal REFUSAL = new ConnectRefusal(403, "refused by the rules of this hub", null);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Problems problems = new Problems();
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of(ConnectPolicy.OTHERWISE, ConnectPolicy.EVENT));
    private final ActionReader actions = new ActionReader(problems);
    private Action otherwise = Action.Refuse.PLAIN;

    /** @param policy must not be used while there are problems */
    record Result(ConnectPolicy policy, List<String> problems) {}

    private PolicyReader() {}

    static Result read(String document) {
        PolicyReader reader = new PolicyReader();
        JsonNode root = PolicyDocument.read(document, reader.problems);
        if (reader.problems.all().isEmpty()) {
            reader.document(root);
        }
        return new Result(new ConnectPolicy(reader.rules, reader.otherwise), reader.problems.all());
    }

    private void document(JsonNode root) {
        if (!problems.isObject(root, "document", "rules", "otherwise")) {
            return;
        }
        if (root.has("otherwise")) {
            otherwise = otherwise(root.get("otherwise"));
        }
        JsonNode list = root.path("rules");
        if (!list.isArray() || list.isEmpty()) {
            problems.add("rules", "must be a list of at least one rule");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            rule(list.get(i), "rules[" + i + "]", i + 1 < list.size());
        }
    }

    private Action otherwise(JsonNode node) {
        if (node.isObject()) {
            return problems.isObject(node, "otherwise", "accept", "refuse")
                    ? actions.read(node, "otherwise")
                    : Action.Refuse.PLAIN;
        }
        if (!node.asText().equals("accept") && !node.asText().equals("refuse")) {
            problems.add("otherwise", "must be accept, refuse, or an object of one of them as in a rule");
        }
        return node.asText().equals("accept") ? Action.Accept.PLAIN : Action.Refuse.PLAIN;
    }

    private void rule(JsonNode node, String place, boolean followed) {
        if (!problems.isObject(node, place, "name", "when", "accept", "refuse")) {
            return;
        }
        List<Condition> conditions = node.has("when") ? conditions(node.get("when"), place + ".when") : List.of();
        if (followed
                && (!node.has("when")
                        || (node.get("when").isObject() && node.get("when").isEmpty()))) {
            problems.add(
                    place,
                    "has no conditions, so that later rules are never reached; give it some, or move it to the end");
        }
        rules.add(new Rule(label(node, place), conditions, actions.read(node, place)));
    }

    private String label(JsonNode node, String place) {
        if (!node.has("name")) {
            return place;
        }
        String name = problems.text(node.get("name"), place + ".name");
        if (name == null) {
            return place;
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(place + ".name", "must have 1 to 64 of the characters A-Z a-z 0-9 _ -");
        } else if (!names.add(name)) {
            problems.add(place + ".name", "is taken; names of rules differ, and none is otherwise or event");
        }
        return name;
    }

    private List<Condition> conditions(JsonNode node, String place) {
        List<Condition> conditions = new ArrayList<>();
        if (!node.isObject()) {
            problems.add(place, "must be an object of conditions, such as {claim.tier: [gold, silver]}");
            return conditions;
        }
        Set<Fact> seen = new HashSet<>();
        node.properties().forEach(field -> {
            String at = place + '.' + field.getKey();
            Fact fact = problems.attempt(at, () -> Fact.parse(field.getKey(), Fact.OF_CONNECT));
            if (fact != null && !seen.add(fact)) {
                problems.add(at, "is given twice; upper and lower case are the same here");
            } else if (fact != null) {
                conditions.add(condition(fact, field.getValue(), at));
            }
        });
        return conditions;
    }

    private Condition condition(Fact fact, JsonNode node, String place) {
        if (node.isObject() && node.size() == 1 && node.path("present").isBoolean()) {
            return new Condition.Present(fact, node.get("present").booleanValue());
        }
        List<Wildcard> choices = new ArrayList<>();
        if (node.isTextual()) {
            choice(fact, node, place, choices);
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                choice(fact, node.get(i), place + '[' + i + ']', choices);
            }
        } else {
            problems.add(
                    place,
                    "must be a text, a list of texts, {present: true} or {present: false}; put numbers, true and false in"
                            + " quotes");
        }
        return new Condition.OneOf(fact, choices);
    }

    private void choice(Fact fact, JsonNode node, String place, List<Wildcard> choices) {
        String text = problems.plainText(node, place);
        Wildcard choice = text == null ? null : problems.attempt(place, () -> Wildcard.parse(fact.comparable(text)));
        if (choice != null) {
            choices.add(choice);
        }
    }
}
