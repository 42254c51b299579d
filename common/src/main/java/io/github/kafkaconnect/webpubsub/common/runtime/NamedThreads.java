package io.github.kafkaconnect.webpubsub.common.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Threads of ours: daemons, named {@code webpubsub-<connector>-<task>-<role>}, with the plugin's class loader as context. */
public final class NamedThreads {
    private NamedThreads() {}

    /** A thread for each piece of work, which ends with it; for the few that block, seldom and not for long. */
    public static Executor forEach(String name) {
        return work -> thread(work, name).start();
    }

    /** One thread that runs tasks one at a time, in order, and forgets cancelled timers at once. */
    public static ScheduledExecutorService single(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> thread(work, name));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(NamedThreads.class.getClassLoader());
        return thread;
    }
}
