package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectRefusal;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Who may connect, and as whom. The first rule whose conditions all hold decides; when none does, the document's {@code otherwise}. A rule that
 * matches but cannot be carried out refuses: going on to a later, more general rule could let in whom the earlier one was written for.
 * Immutable; any thread may ask.
 */
public final class ConnectPolicy {
    static final String OTHERWISE = "otherwise";
    static final String EVENT = "event";

    /** Says nothing of the rules to the client; the detail is for logs. */
    private static final ConnectRefusal NOT_CARRIED_OUT = new ConnectRefusal(
            400, "the request to connect lacks something that is needed, or has it in a wrong form", null);

    private final List<Rule> rules;
    private final Rule otherwise;

    ConnectPolicy(List<Rule> rules, Action otherwise) {
        this.rules = List.copyOf(rules);
        this.otherwise = new Rule(OTHERWISE, List.of(), otherwise);
    }

    /**
     * Reads a document in YAML or JSON.
     *
     * @throws WebPubSubException OPTION_INVALID with every problem and its place
     */
    public static ConnectPolicy parse(String document) {
        PolicyReader.Result result = PolicyReader.read(document);
        if (!result.problems().isEmpty()) {
            throw new WebPubSubException(ErrorCode.OPTION_INVALID, String.join("; ", result.problems()));
        }
        return result.policy();
    }

    /** Everything that is wrong with a document, each with its place and the remedy; empty when it can be used. */
    public static List<String> problems(String document) {
        return PolicyReader.read(document).problems();
    }

    /** Whatever {@link Decision#rule} can be, for figures by rule. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(rules.stream().map(Rule::label).toList());
        labels.add(OTHERWISE);
        labels.add(EVENT);
        return labels;
    }

    /** The answer to a connect event. */
    public Decision decide(UpstreamEvent connect) {
        ClientFacts facts;
        try {
            facts = ClientFacts.of(connect);
        } catch (RuleFailure e) {
            return new Decision(NOT_CARRIED_OUT.toReply(), Decision.Verdict.FAILED, EVENT, e.detail());
        }
        for (Rule rule : rules) {
            if (rule.matches(facts)) {
                return decide(rule, facts);
            }
        }
        return decide(otherwise, facts);
    }

    private static Decision decide(Rule rule, ClientFacts facts) {
        try {
            Decision.Verdict verdict =
                    rule.action() instanceof Action.Accept ? Decision.Verdict.ACCEPTED : Decision.Verdict.REFUSED;
            return new Decision(rule.action().reply(facts), verdict, rule.label(), "");
        } catch (RuleFailure e) {
            OptionalInt mqtt = facts.mqttVersion();
            return new Decision(
                    mqtt.isPresent() ? NOT_CARRIED_OUT.toMqttReply(mqtt.getAsInt()) : NOT_CARRIED_OUT.toReply(),
                    Decision.Verdict.FAILED,
                    rule.label(),
                    e.detail());
        }
    }
}
