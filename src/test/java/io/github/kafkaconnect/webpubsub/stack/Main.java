package io.github.kafkaconnect.webpubsub.stack;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code mvn -Plocal verify}: the whole bridge on this machine until Ctrl-C.
 *
 * <p>It runs in Maven's JVM, so that a signal to Maven reaches it: the JVM ends only when its shutdown hook has stopped
 * everything.
 */
public final class Main {

    private static final PrintStream OUT = System.out;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Progress progress = new Progress(OUT, System::nanoTime);
        try {
            run(progress);
        } catch (StackException e) {
            OUT.println("ERROR " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Progress progress) throws InterruptedException {
        LocalStack stack = new LocalStack(LocalOptions.claim(System.getProperties()), progress);
        CountDownLatch stopping = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, stopping, progress), "local-stack-stop"));
        try {
            stack.start();
            progress.say("Open the page in two browser windows. Ctrl-C stops everything.");
            OUT.println(stack.readyLine());
            OUT.flush();
            throw new StackException(stack.firstDeath().join().obituary());
        } catch (StackException e) {
            // Ctrl-C reaches the children too, and one of them may be gone before the hook of this JVM runs.
            if (stopping.await(1, TimeUnit.SECONDS)) {
                return;
            }
            throw e;
        }
    }

    private static void stop(LocalStack stack, CountDownLatch stopping, Progress progress) {
        stopping.countDown();
        try {
            progress.say("Stopping ...");
            stack.close();
            progress.say("Stopped; nothing is left behind.");
        } catch (RuntimeException e) {
            progress.say("Could not stop everything: " + e);
        }
    }
}
