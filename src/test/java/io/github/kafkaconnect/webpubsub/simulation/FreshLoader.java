package io.github.kafkaconnect.webpubsub.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/**
 * Loads all classes of the project afresh, some of them changed; everything else comes from its parent. A simulation inside is also
 * spared the coverage agent, which would slow two threads down by making them write to the same lines of memory.
 */
final class FreshLoader extends ClassLoader {
    private static final String PROJECT = "io.github.kafkaconnect.webpubsub.";

    private final Map<String, byte[]> changed;

    /** @param changed class files by binary name */
    FreshLoader(Map<String, byte[]> changed) {
        super("simulation", FreshLoader.class.getClassLoader());
        this.changed = changed;
    }

    /** Plays scenarios of the sink inside; see {@link Played}. */
    Map<String, String> play(long firstSeed, long count, int threads) {
        return play(Played.class, firstSeed, count, threads);
    }

    /** @param door as {@link Played} is one */
    @SuppressWarnings("unchecked")
    Map<String, String> play(Class<?> door, long firstSeed, long count, int threads) {
        try {
            Object played = loadClass(door.getName()).getConstructor().newInstance();
            return ((Function<long[], Map<String, String>>) played).apply(new long[] {firstSeed, count, threads});
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PROJECT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.getOrDefault(name, new byte[0]);
        if (bytes.length == 0) {
            bytes = original(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
