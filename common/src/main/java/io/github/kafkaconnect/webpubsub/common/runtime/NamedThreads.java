package io.github.kafkaconnect.webpubsub.common.runtime;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Threads of ours: daemons, named {@code webpubsub-<connector>-<task>-<role>}, with the plugin's class loader as context. */
public final class NamedThreads {
    private NamedThreads() {}

    /** One thread that runs tasks one at a time, in order, and forgets cancelled timers at once. */
    public static ScheduledExecutorService single(String name) {
        ClassLoader plugin = NamedThreads.class.getClassLoader();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(plugin);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
