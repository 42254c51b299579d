package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.source.config.PolicyOptions;
import io.github.kafkaconnect.webpubsub.source.config.Problem;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a configuration gives without code.
 *
 * @param connect empty when clients are let in as their tokens say
 * @param reply empty when user events are answered 204
 */
public record SourcePolicies(Optional<ConnectPolicy> connect, Optional<ReplyTemplate> reply) {
    private static final String UNRESOLVED =
            "is a placeholder that the worker did not resolve; set config.providers on the worker";

    /**
     * For a task.
     *
     * @throws WebPubSubException OPTION_INVALID with every problem; a file that is not there is one
     */
    public static SourcePolicies of(ParsedConfig options, DocumentReader files) {
        List<Problem> problems = new ArrayList<>(problems(options, files));
        for (Option<String> option : PolicyOptions.DOCUMENTS) {
            options.findText(option)
                    .filter(PolicyOptions::isUnresolved)
                    .ifPresent(text -> problems.add(new Problem(option.key(), UNRESOLVED)));
        }
        Optional<String> file = options.findText(PolicyOptions.POLICY_FILE);
        Optional<String> document = problems.isEmpty() ? document(options, files) : Optional.empty();
        if (problems.isEmpty() && file.isPresent() && document.isEmpty()) {
            problems.add(new Problem(
                    PolicyOptions.POLICY_FILE.key(), "cannot be read below files.root on this worker; put it there"));
        }
        if (!problems.isEmpty()) {
            throw new WebPubSubException(ErrorCode.OPTION_INVALID, text(problems));
        }
        return new SourcePolicies(document.map(ConnectPolicy::parse), reply(options));
    }

    /** Everything that is wrong, each on its key. A file that is not there and a placeholder of a config provider are not: a task may see them. */
    public static List<Problem> problems(ParsedConfig options, DocumentReader files) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> file = options.findText(PolicyOptions.POLICY_FILE);
        Option<String> source = file.isPresent() ? PolicyOptions.POLICY_FILE : PolicyOptions.POLICY;
        if (file.isPresent() && options.findText(PolicyOptions.POLICY).isPresent()) {
            problems.add(new Problem(source.key(), "and connect.policy are both given; remove one"));
            return problems;
        }
        try {
            document(options, files)
                    .filter(text -> !PolicyOptions.isUnresolved(text))
                    .ifPresent(text -> ConnectPolicy.problems(text)
                            .forEach(problem -> problems.add(new Problem(source.key(), problem))));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(source.key(), String.valueOf(e.getMessage())));
        }
        for (Option<String> option : List.of(PolicyOptions.POLICY, PolicyOptions.POLICY_FILE)) {
            // What should have been rules lets nobody in by being empty.
            if (options.find(option).filter(String::isBlank).isPresent()) {
                problems.add(new Problem(
                        option.key(), "is blank: give rules, or remove it to let clients in as their tokens say"));
            }
        }
        replyProblems(options, problems);
        return problems;
    }

    private static Optional<String> document(ParsedConfig options, DocumentReader files) {
        Optional<String> file = options.findText(PolicyOptions.POLICY_FILE);
        if (file.isEmpty()) {
            return options.findText(PolicyOptions.POLICY);
        }
        if (PolicyOptions.isUnresolved(file.get())) {
            return Optional.empty();
        }
        String root = options.findText(SourceOptions.FILES_ROOT)
                .orElseThrow(() -> new IllegalArgumentException("needs files.root, the folder that the file is below"));
        return files.read(file.get(), root);
    }

    private static void replyProblems(ParsedConfig options, List<Problem> problems) {
        Optional<String> template = options.findText(PolicyOptions.REPLY_TEMPLATE);
        Optional<String> type = options.findText(PolicyOptions.REPLY_CONTENT_TYPE);
        if (type.isPresent() && template.isEmpty()) {
            problems.add(new Problem(PolicyOptions.REPLY_CONTENT_TYPE.key(), "has no meaning without reply.template"));
        }
        template.filter(text -> !PolicyOptions.isUnresolved(text))
                .ifPresent(text -> attempt(
                        PolicyOptions.REPLY_TEMPLATE,
                        () -> ReplyTemplate.parse(text, type.orElse(ReplyTemplate.TEXT), null),
                        problems));
        options.findText(PolicyOptions.REPLY_CONNECTION_STATE)
                .filter(text -> !PolicyOptions.isUnresolved(text))
                .ifPresent(text -> attempt(
                        PolicyOptions.REPLY_CONNECTION_STATE,
                        () -> ReplyTemplate.parse(null, ReplyTemplate.TEXT, text),
                        problems));
    }

    private static void attempt(Option<String> option, Runnable parsing, List<Problem> problems) {
        try {
            parsing.run();
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(option.key(), String.valueOf(e.getMessage())));
        }
    }

    private static Optional<ReplyTemplate> reply(ParsedConfig options) {
        @Nullable String body = options.findText(PolicyOptions.REPLY_TEMPLATE).orElse(null);
        @Nullable
        String state = options.findText(PolicyOptions.REPLY_CONNECTION_STATE).orElse(null);
        if (body == null && state == null) {
            return Optional.empty();
        }
        String type = options.findText(PolicyOptions.REPLY_CONTENT_TYPE).orElse(ReplyTemplate.TEXT);
        return Optional.of(ReplyTemplate.parse(body, type, state));
    }

    private static String text(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(text.isEmpty() ? "" : "; ")
                .append(problem.key())
                .append(' ')
                .append(problem.text()));
        return text.toString();
    }
}
