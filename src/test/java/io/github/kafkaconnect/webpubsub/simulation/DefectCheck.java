package io.github.kafkaconnect.webpubsub.simulation;

/** The delivery loop never stops by itself. */
final class DefectCheck implements Check {
    @Override
    public void eventEnded(Scenario world, Run run) {
        Throwable defect = run.sink().defect();
        if (defect != null) {
            throw world.broken("the delivery loop runs on", String.valueOf(defect), defect);
        }
    }
}
