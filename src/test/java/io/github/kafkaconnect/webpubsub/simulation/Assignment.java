package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.Nullable;

/** One partition in the hands of one start of the task, from open to close. */
final class Assignment {
    final PartitionLog log;
    final Run run;

    /** Close was called: what is queued is dropped, sooner or later. */
    boolean closing;

    /** Close has returned. */
    boolean closed;

    int inFlight;
    private int checked;

    Assignment(PartitionLog log, Run run, long position) {
        this.log = log;
        this.run = run;
        this.checked = log.indexOf(position);
    }

    /** The first record below the offset that is not finished in this assignment, or null; looks at each record once. */
    @Nullable
    LogRecord firstUnfinishedBelow(long offset) {
        while (checked < log.size() && log.get(checked).offset < offset) {
            LogRecord record = log.get(checked);
            if (!isFinished(record)) {
                return record;
            }
            for (LogRecord other : record.others) {
                if (!isFinished(other)) {
                    return other;
                }
            }
            checked++;
        }
        return null;
    }

    private boolean isFinished(LogRecord record) {
        if (record.nature == LogRecord.Nature.DROPPED) {
            return record.seenIn == this;
        }
        Handover handover = record.handover;
        return handover != null && handover.assignment == this && handover.finished;
    }
}
