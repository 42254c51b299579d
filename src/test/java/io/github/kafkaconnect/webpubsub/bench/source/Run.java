package io.github.kafkaconnect.webpubsub.bench.source;

/** One measurement of a contender that was started for it. */
record Run(double warmUpSeconds, Sample sample, Proof proof) {

    boolean isDisturbed() {
        return sample.isDisturbed();
    }
}
