package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import java.util.List;

/** Who may connect and what user events are answered, without an application that decides. */
public final class PolicyOptions {
    public static final Option<String> POLICY = Option.text(
                    "connect.policy",
                    "Rules for who may connect and as whom, as YAML or JSON: {rules: [{name, when, accept or refuse}], otherwise}. The first"
                            + " rule whose conditions all hold decides; without one, otherwise, which is refuse. Absent: clients are"
                            + " let in as their tokens say.")
            .optional()
            .example("{rules: [{when: {origin: 'https://app.example.com'}, accept: {groups: [lobby]}}]}")
            .visible(SourceVisibility::ofPolicy);
    public static final Option<String> POLICY_FILE = Option.text(
                    "connect.policy.file",
                    "Name of a file with such rules, below files.root on every worker; read when a task starts.")
            .optional()
            .example("connect-policy.yaml")
            .visible(SourceVisibility::ofPolicyFile);
    public static final Option<String> REPLY_TEMPLATE = Option.text(
                    "reply.template",
                    "What a client gets back for a message or custom event once Kafka has it: a text with ${event.id}, ${event.userid},"
                            + " ${event.connectionid}, ${event.hub}, ${event.eventname}, ${event.time}, ${data} and other attributes; with"
                            + " application/json a document with such places in its strings. What an event does not have is null in"
                            + " JSON and empty in text. Absent: nothing, by 204.")
            .optional()
            .example("{\"received\":\"${event.id}\"}");
    public static final Option<String> REPLY_CONTENT_TYPE = Option.text(
                    "reply.content.type", "What reply.template is: text/plain, also when absent, or application/json.")
            .optional()
            .check(type -> List.of("text/plain", "application/json").contains(type.trim())
                    ? null
                    : "must be text/plain or application/json")
            .visible(SourceVisibility::ofReplyTemplate);
    public static final Option<String> REPLY_CONNECTION_STATE = Option.text(
                    "reply.connection.state",
                    "Connection state that such an answer sets, a text with the places of reply.template; printable ASCII, else the state"
                            + " stays as it is. With or without a reply.template.")
            .optional()
            .low();

    /** Options whose value may be a document as a whole, which a config provider may bring. */
    public static final List<Option<String>> DOCUMENTS =
            List.of(POLICY, POLICY_FILE, REPLY_TEMPLATE, REPLY_CONNECTION_STATE);

    static final OptionGroup GROUP = OptionGroup.of(
            "Connect policy and replies",
            POLICY,
            POLICY_FILE,
            REPLY_TEMPLATE,
            REPLY_CONTENT_TYPE,
            REPLY_CONNECTION_STATE);

    private PolicyOptions() {}

    /** Whether the whole value is a placeholder that a config provider of another worker may resolve. */
    public static boolean isUnresolved(String value) {
        String text = value.trim();
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1 && text.indexOf(':') > 0;
    }
}
