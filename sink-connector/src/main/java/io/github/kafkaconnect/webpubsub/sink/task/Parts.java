package io.github.kafkaconnect.webpubsub.sink.task;

/** How many deliveries of one record are unfinished. Task thread only. */
final class Parts {
    private int left;

    /** @param all at least one */
    Parts(int all) {
        this.left = all;
    }

    /** One is finished. Returns whether it was the last. */
    boolean finished() {
        left--;
        return left == 0;
    }
}
