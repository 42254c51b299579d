package io.github.kafkaconnect.webpubsub.emulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every option that can be written as a text, by a name that is its way through the records of {@link EmulatorOptions}:
 * {@code client.recovery.window} is {@code client().recovery().window()}.
 */
final class TextOptions {
    private static final Map<String, String> SHORT_NAMES =
            Map.of("keys.primary", "accesskey", "keys.secondary", "accesskey2", "unkindness.seed", "seed");
    private static final SortedMap<String, List<RecordComponent>> WAYS_BY_NAME = ways();

    private TextOptions() {}

    private static SortedMap<String, List<RecordComponent>> ways() {
        SortedMap<String, List<RecordComponent>> ways = new TreeMap<>();
        collect(EmulatorOptions.class, List.of(), ways);
        return Collections.unmodifiableSortedMap(ways);
    }

    private static void collect(
            Class<?> type, List<RecordComponent> above, SortedMap<String, List<RecordComponent>> ways) {
        for (RecordComponent component : type.getRecordComponents()) {
            List<RecordComponent> way = new ArrayList<>(above);
            way.add(component);
            if (component.getType().isRecord()) {
                collect(component.getType(), way, ways);
            } else if (TextValue.handles(component.getGenericType())) {
                ways.put(name(way), way);
            }
        }
    }

    private static String name(List<RecordComponent> way) {
        String name = way.stream().map(TextOptions::words).collect(Collectors.joining("."));
        return SHORT_NAMES.getOrDefault(name, name);
    }

    private static String words(RecordComponent component) {
        return component.getName().replaceAll("(?<=[a-z])(?=[A-Z])", ".").toLowerCase(Locale.ROOT);
    }

    /** The values of all options by name. */
    static SortedMap<String, String> read(EmulatorOptions options) {
        SortedMap<String, String> values = new TreeMap<>();
        WAYS_BY_NAME.forEach((name, way) -> {
            Object value = options;
            for (RecordComponent component : way) {
                value = get(value, component);
            }
            values.put(name, TextValue.write(value));
        });
        return values;
    }

    /** Which values an option has, as in the table of options. */
    static String allowed(String name) {
        List<RecordComponent> way = way(name);
        return TextValue.allowed(way.get(way.size() - 1).getGenericType());
    }

    /**
     * A copy with other values, all set at once.
     *
     * @param values by name
     * @throws IllegalArgumentException when there is no such option, or the value is not one of its own
     */
    static EmulatorOptions with(EmulatorOptions options, Map<String, String> values) {
        Map<List<String>, Object> readByWay = new HashMap<>();
        values.forEach((name, value) -> {
            List<RecordComponent> way = way(name);
            try {
                Object read = TextValue.read(way.get(way.size() - 1).getGenericType(), value);
                readByWay.put(way.stream().map(RecordComponent::getName).toList(), read);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("emulator." + name + "=" + value + ": " + e.getMessage(), e);
            }
        });
        return (EmulatorOptions) rebuilt(options, List.of(), readByWay);
    }

    private static List<RecordComponent> way(String name) {
        List<RecordComponent> way = WAYS_BY_NAME.get(name);
        if (way == null) {
            throw new IllegalArgumentException("There is no option emulator." + name);
        }
        return way;
    }

    private static Object rebuilt(Object record, List<String> above, Map<List<String>, Object> valuesByWay) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            List<String> way = new ArrayList<>(above);
            way.add(components[i].getName());
            Object old = get(record, components[i]);
            values[i] = components[i].getType().isRecord()
                    ? rebuilt(old, way, valuesByWay)
                    : valuesByWay.getOrDefault(way, old);
        }
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw rethrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (InvocationTargetException e) {
            throw rethrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return cause instanceof RuntimeException problem ? problem : new IllegalStateException(cause);
    }
}
