package io.github.kafkaconnect.webpubsub.sink.task;

/** How many deliveries of one record are unfinished. Task thread only. */
final class Parts {
    private int left;
    private boolean begun;

    /** @param all at least one */
    Parts(int all) {
        this.left = all;
    }

    /** Whether nobody has asked before. */
    boolean first() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** One is finished. Returns whether it was the last. */
    boolean finished() {
        left--;
        return left == 0;
    }
}
