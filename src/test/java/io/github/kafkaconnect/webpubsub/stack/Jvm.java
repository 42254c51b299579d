package io.github.kafkaconnect.webpubsub.stack;

import java.nio.file.Path;
import java.util.List;

/** How large a child's JVM is, and how much effort it puts into compiling. */
public enum Jvm {
    /** Starts fast and stays small: for the local stack and for tests of behaviour. */
    SMALL("-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
    /** Compiles fully: for measurements. */
    FULL("-Xmx1g");

    private final String options;

    Jvm(String options) {
        this.options = options;
    }

    /** The options, as arguments of {@code java}. */
    public List<String> options() {
        return List.of(options.split(" "));
    }

    /** The launcher of the JDK that runs this code. */
    static String launcher() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
