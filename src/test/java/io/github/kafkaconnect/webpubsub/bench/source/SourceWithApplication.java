package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.examples.ReplyingApplication;
import java.util.HashMap;
import java.util.Map;

/** Ours with an application behind Kafka, a thread of this process, that gives every message back. */
final class SourceWithApplication {

    private SourceWithApplication() {}

    /** @param options added to those without which the source cannot run */
    static Door start(Rig rig, String topic, Map<String, String> options) {
        String replies = rig.kafka().createTopic(false);
        Map<String, String> asking = new HashMap<>(options);
        asking.put("reply.topic", replies);
        asking.put("reply.events", "message,custom");
        asking.put("reply.consumer.bootstrap.servers", rig.kafka().bootstrap());
        ReplyingApplication application = new ReplyingApplication(rig.kafka().bootstrap(), topic);
        Thread thread = new Thread(application, "replying-application");
        thread.start();
        Runnable stop = () -> {
            application.stop();
            join(thread);
            application.close();
            rig.kafka().delete(replies);
        };
        try {
            Door source = SourceOnWorker.start(rig, topic, asking);
            return new Door(source.process(), source.port(), () -> {
                source.close();
                stop.run();
            });
        } catch (RuntimeException e) {
            stop.run();
            throw e;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
