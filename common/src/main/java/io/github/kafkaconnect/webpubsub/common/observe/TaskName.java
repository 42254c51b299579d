package io.github.kafkaconnect.webpubsub.common.observe;

/** Which task of which connector: what Connect's own metrics of a task are tagged with. */
public record TaskName(String connector, int index) {
    /** As Connect writes it. */
    @Override
    public String toString() {
        return connector + "-" + index;
    }
}
