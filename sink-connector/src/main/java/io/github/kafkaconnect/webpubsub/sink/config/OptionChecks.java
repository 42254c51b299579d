package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Permission;
import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The problem with one option's value, or null. Blank counts as absent where an option may be absent. */
final class OptionChecks {
    private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_$@.-]{0,63}");
    /** Any endpoint does for checking a key alone. */
    private static final Endpoint ANY = Endpoint.parse("https://any");

    private OptionChecks() {}

    static @Nullable String connectionString(Password password) {
        String text = password.value();
        return isAbsent(text) ? null : problem(() -> ConnectionString.parse(text));
    }

    static @Nullable String accessKey(Password password) {
        String text = password.value();
        return isAbsent(text) ? null : problem(() -> new ConnectionString(ANY, text));
    }

    static @Nullable String endpoint(String text) {
        return isAbsent(text) ? null : problem(() -> Endpoint.parse(text));
    }

    /** Azure Identity speaks TLS to an authority, or not at all. */
    static @Nullable String authority(String text) {
        return isAbsent(text)
                ? null
                : problem(() -> {
                    URI host = URI.create(text.trim());
                    if (!"https".equals(host.getScheme()) || host.getHost() == null) {
                        throw new IllegalArgumentException("must be an address that begins with https://");
                    }
                    return host;
                });
    }

    static @Nullable String proxyEndpoint(String text) {
        return isAbsent(text) ? null : problem(() -> Endpoint.parseWithPath(text));
    }

    static @Nullable String operation(String text) {
        return problem(() -> {
            Template template = Template.parse(text);
            if (template.isLiteral()
                    && !text.equals(OperationOptions.SEND)
                    && !text.equals(OperationOptions.COMMAND)
                    && Operation.Kind.named(template.literalText()).isEmpty()) {
                throw new IllegalArgumentException(
                        "is not the name of an operation; send, command and the names in its description are");
            }
            return template;
        });
    }

    static @Nullable String tombstoneOperation(String text) {
        boolean fits = Operation.Kind.named(text.trim())
                .filter(kind -> !kind.isSend() && !kind.isQuestion())
                .isPresent();
        return text.isBlank() || fits ? null : "must be the name of a call that changes something and sends nothing";
    }

    static @Nullable String permission(String text) {
        return problem(() -> {
            Template template = Template.parse(text);
            return template.isLiteral() && !text.isBlank() ? Permission.parse(template.literalText()) : template;
        });
    }

    static @Nullable String templates(List<String> texts) {
        return texts.stream()
                .map(OptionChecks::template)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What a record fills in must stand between quotes, where doubling the quotes in it keeps it from ending the text. */
    static @Nullable String filter(String text) {
        return problem(() -> {
            Template template = Template.parse(text);
            boolean quoted = false;
            for (Template.Part part : template.parts()) {
                if (part instanceof Template.Literal literal) {
                    quoted ^= literal.text().chars().filter(c -> c == '\'').count() % 2 == 1;
                } else if (!quoted) {
                    throw new IllegalArgumentException("has a placeholder that does not stand between single quotes;"
                            + " write it as in userId eq '${value.user}'");
                }
            }
            if (quoted) {
                throw new IllegalArgumentException("has a single quote that is not closed");
            }
            return template;
        });
    }

    static @Nullable String template(String text) {
        return problem(() -> Template.parse(text));
    }

    static @Nullable String projectedFields(List<String> entries) {
        return problem(() -> ProjectedField.parse(entries));
    }

    static @Nullable String envelope(String text) {
        return text.isBlank() ? null : problem(() -> Envelope.parse(text));
    }

    /** Letters first, so that no key of a Map that is no text can be written in the same way. */
    static @Nullable String stamp(String text) {
        return text.isBlank() || MEMBER.matcher(text.trim()).matches()
                ? null
                : "must be the name of a member such as _kafka: a letter or one of _ $ @, then up to 63 of these, digits, . and -";
    }

    static @Nullable String statusHandling(List<String> entries) {
        return problem(() -> StatusHandling.parse(entries));
    }

    static @Nullable String messageTtl(String text) {
        return problem(() -> {
            Template template = Template.parse(text);
            return template.isLiteral() && !template.literalText().isBlank()
                    ? MessageTtl.parse(template.literalText())
                    : template;
        });
    }

    static @Nullable String hub(String text) {
        return problem(() -> {
            Template template = Template.parse(text);
            if (template.isLiteral()) {
                return new Hub(template.literalText());
            }
            checkLiteralParts(template);
            return template;
        });
    }

    /** Characters that no record can make right. */
    private static void checkLiteralParts(Template template) {
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal
                    && !literal.text().chars().allMatch(c -> Hub.isPart((char) c))) {
                throw new IllegalArgumentException(
                        "'" + literal.text() + "' has a character other than A-Z a-z 0-9 _ ` , . [ ]");
            }
        }
    }

    static @Nullable String apiVersion(String text) {
        return API_VERSION.matcher(text).matches() ? null : "is a date such as 2024-12-01, with -preview or without";
    }

    /** Blank, or a placeholder that Connect replaces on the worker that runs the task, where it is checked again. */
    private static boolean isAbsent(String text) {
        return text.isBlank() || Placeholders.isUnresolved(text);
    }

    private static @Nullable String problem(Parse parse) {
        try {
            parse.run();
            return null;
        } catch (WebPubSubException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private interface Parse {
        Object run();
    }
}
