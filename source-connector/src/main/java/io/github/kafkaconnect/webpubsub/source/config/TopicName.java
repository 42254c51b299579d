package io.github.kafkaconnect.webpubsub.source.config;

/** Kafka's rule for the names of topics. */
public final class TopicName {
    static final String RULE = "must have 1 to 249 of the characters A-Z a-z 0-9 . _ - and not be . or ..";
    private static final int CHARS_MAX = 249;

    private TopicName() {}

    public static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.length() <= CHARS_MAX
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().allMatch(TopicName::isPart);
    }

    private static boolean isPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
}
