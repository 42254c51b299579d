package io.github.kafkaconnect.webpubsub.common.observe;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The figures of a task: each has a name, a line that tells what it is, and a value that any thread may read. Filled by one thread. */
public final class Figures {
    private final SortedMap<String, Figure> figureByName = new TreeMap<>();

    /**
     * @param name such as {@code record-delivered-total}
     * @param meaning one line, for people, with the unit where it is not a number of things
     */
    public record Figure(String name, String meaning, LongSupplier value) {
        public Figure {
            if (meaning.isBlank() || meaning.equals(name) || meaning.lines().count() != 1) {
                throw new IllegalArgumentException(name + " needs a line that tells what it is");
            }
        }
    }

    /** @throws IllegalArgumentException when the name is there, or the meaning is not one line */
    public Figures add(String name, String meaning, LongSupplier value) {
        if (figureByName.putIfAbsent(name, new Figure(name, meaning, value)) != null) {
            throw new IllegalArgumentException(name + " is there already");
        }
        return this;
    }

    public Figures addAll(Figures others) {
        others.all().forEach(figure -> add(figure.name(), figure.meaning(), figure.value()));
        return this;
    }

    /** By name. */
    public Collection<Figure> all() {
        return Collections.unmodifiableCollection(figureByName.values());
    }

    @Nullable
    Figure find(String name) {
        return figureByName.get(name);
    }
}
