package io.github.kafkaconnect.webpubsub.common.config;

import org.apache.kafka.common.config.ConfigDef;

/** Renders the options of a connector as the Markdown page CONFIG.md. */
public final class ConfigDocs {
    private ConfigDocs() {}

    public static String markdown(String title, ConfigSpec spec) {
        StringBuilder page = new StringBuilder("# ").append(title).append("\n\n");
        page.append("Made from the connector's own declaration by the build; do not edit.\n");
        for (OptionGroup group : spec.groups()) {
            page.append("\n## ").append(group.name()).append("\n\n");
            page.append("| option | type | default | range | what it does |\n|---|---|---|---|---|\n");
            group.options().forEach(option -> row(page, option));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, Option<?> option) {
        page.append("| `").append(option.key()).append("` | ");
        page.append(
                option.type() == ConfigDef.Type.PASSWORD
                        ? "password"
                        : lower(option.type().name()));
        page.append(" | ")
                .append(defaultOf(option))
                .append(" | ")
                .append(escape(option.range()))
                .append(" | ");
        page.append(escape(option.doc()));
        if (!option.example().isEmpty()) {
            page.append(" Example: `")
                    .append(option.example().replace("|", "\\|"))
                    .append("`");
        }
        page.append(" |\n");
    }

    private static String defaultOf(Option<?> option) {
        if (option.required()) {
            return "**required**";
        }
        Object value = option.defaultValue();
        if (value == null) {
            return "none";
        }
        String text = value instanceof java.util.List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : value.toString();
        return text.isEmpty() ? "empty" : "`" + escape(text) + "`";
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }
}
