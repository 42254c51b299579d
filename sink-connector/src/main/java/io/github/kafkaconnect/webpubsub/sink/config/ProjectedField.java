package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Placeholder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A member of a payload that is made of one field of the value. Written as what stands behind {@code value.} in a template:
 * {@code user.id}, {@code ['a b'].c}, {@code room|lobby} with a default, {@code nick?} for a field that may be absent, each with
 * {@code :name} to rename it. Without that the member is named as the last field of the path. Immutable.
 *
 * @param source a placeholder of the value with a path
 * @param optional whether the member is left out where the field is absent, instead of that being an error
 */
public record ProjectedField(String name, Placeholder source, boolean optional) {
    /** @throws IllegalArgumentException with the entry that is wrong and the remedy */
    static List<ProjectedField> parse(List<String> entries) {
        List<ProjectedField> fields = new ArrayList<>(entries.size());
        Set<String> names = new HashSet<>();
        for (String entry : entries) {
            ProjectedField field = parse(entry.trim());
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(
                        "has two members named '" + field.name() + "'; rename one, as in user.id:userId");
            }
            fields.add(field);
        }
        return List.copyOf(fields);
    }

    private static ProjectedField parse(String entry) {
        int colon = entry.indexOf(':');
        String path = (colon < 0 ? entry : entry.substring(0, colon)).trim();
        boolean optional = path.endsWith("?") && path.indexOf('|') < 0;
        Placeholder source = source(entry, optional ? path.substring(0, path.length() - 1) : path);
        String last = source.path().get(source.path().size() - 1);
        String name = colon < 0 ? last : entry.substring(colon + 1).trim();
        if (name.isEmpty()) {
            throw invalid(entry);
        }
        return new ProjectedField(name, source, optional);
    }

    /** Read as a template is, so that a path means the same everywhere. */
    private static Placeholder source(String entry, String path) {
        List<Template.Part> parts;
        try {
            parts = Template.parse("${value" + (path.startsWith("[") ? "" : ".") + path + '}')
                    .parts();
        } catch (WebPubSubException e) {
            throw new IllegalArgumentException(invalid(entry).getMessage(), e);
        }
        if (parts.size() == 1 && parts.get(0) instanceof Placeholder hole) {
            return new Placeholder(hole.root(), hole.path(), hole.fallback(), path);
        }
        throw invalid(entry);
    }

    private static IllegalArgumentException invalid(String entry) {
        return new IllegalArgumentException(
                "'" + entry + "' is no field; write user.id, ['a b'].c for names that are not plain"
                        + " words, nick? for one that may be absent, room|lobby for a default, user.id:userId to rename");
    }
}
