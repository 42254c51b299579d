package io.github.kafkaconnect.webpubsub.common.delivery;

/** Which deliveries of a lane one attempt may carry together. Pure; called on the engine's thread. */
public interface FoldRule<W> {
    /** Whether the later one may travel with the first. */
    boolean joins(W first, W later);

    /** What one of them adds to the attempt, in bytes. */
    int bytes(W work);

    /** Each travels by itself. */
    static <W> FoldRule<W> never() {
        return new FoldRule<>() {
            @Override
            public boolean joins(W first, W later) {
                return false;
            }

            @Override
            public int bytes(W work) {
                return 0;
            }
        };
    }
}
