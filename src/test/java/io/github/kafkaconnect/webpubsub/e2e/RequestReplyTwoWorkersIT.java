package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Questions wait for an application on both of two workers when one of them stops. Those of the other go on waiting, the service asks again
 * what was asked there, and replies for which nobody waits any more reach nobody.
 */
class RequestReplyTwoWorkersIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String REPLY_TIMEOUT_MS = "15000";
    private static final String SILENT = "user-0";
    private static final int USERS = 12;
    private static final int MOST_ROUNDS = 5;

    @Test
    void everyQuestionGetsItsOwnAnswerOrTheDeadlines() {
        String topic = Stack.uniqueName("questions");
        String replies = Stack.uniqueName("replies");
        try (Cluster cluster = Cluster.start(KafkaVersion.V4_3, Cluster.RebalanceDelay.DEFAULT);
                Balancer balancer = new Balancer(cluster.listenPorts());
                Emulator emulator = Emulator.start(options(balancer.port()));
                Stack.Connector door = new Stack.Connector(cluster.rest(), Stack.uniqueName("door"))) {
            cluster.second().start();
            cluster.kafka().createTopic(topic, 2, Map.of());
            cluster.kafka().createTopic(replies, 2, Map.of());
            door.configure(config(cluster, emulator, topic, replies));
            door.awaitRunning();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> balancer.backends().stream().allMatch(Balancer.Backend::isHealthy)
                            && cluster.tasksOn(cluster.first(), door.name()) == 1);
            try (Application application = new Application(cluster, topic);
                    Users users = new Users(emulator)) {
                untilBothAreAsked(balancer, users, application);
                stopOneWhileBothAreAsked(cluster, users, application);
                askTheOther(users, application);
            }
        }
    }

    /** With a connection for each user, so that a moment in which one worker seems unwell does not send all to the other. */
    private static EmulatorOptions options(int port) {
        return UnkindEmulator.options(13)
                .withHub(SourceConfig.HUB, SourceConfig.eventsTo(port))
                .withUpstream(UpstreamBehaviour.DOCUMENTED.withConnections(
                        new UpstreamBehaviour.Connections(USERS, 256, Duration.ofSeconds(60), false)));
    }

    private static Map<String, String> config(Cluster cluster, Emulator emulator, String topic, String replies) {
        return SinkConfig.with(
                SourceConfig.toTopic(emulator, 0, topic),
                "upstream.listen.address",
                Cluster.LISTEN_ADDRESS,
                "tasks.max",
                "2",
                "reply.topic",
                replies,
                "reply.consumer.bootstrap.servers",
                cluster.broker().bootstrapServers(),
                "reply.timeout.ms",
                REPLY_TIMEOUT_MS,
                "reply.unanswered",
                "accept");
    }

    /**
     * The service keeps its connections, one for each user: once they lead to both workers, so do as many questions at the same time. They
     * may all lead to one when the other took too long to say that it is well.
     */
    private static void untilBothAreAsked(Balancer balancer, Users users, Application application) {
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            List<Question> asked = application.ask(users, "warm-up " + round);
            asked.forEach(question -> application.answer(question, question.partition()));
            users.awaitAnswered(round * USERS);
            if (workers(asked) == 2) {
                users.forget();
                application.forget();
                return;
            }
            balancer.backends().forEach(Balancer.Backend::mend);
        }
        throw new AssertionError("all connections lead to one worker");
    }

    private static long workers(List<Question> asked) {
        return asked.stream().map(Question::task).distinct().count();
    }

    private static void stopOneWhileBothAreAsked(Cluster cluster, Users users, Application application) {
        assertThat(workers(application.ask(users, "first")))
                .as("workers where questions wait")
                .isEqualTo(2);

        cluster.second().terminate();
        String left =
                application.await(asked -> asked.size() > USERS).get(USERS).task();
        List<Question> asked = application.await(all -> all.stream()
                        .filter(question -> question.task().equals(left))
                        .map(Question::user)
                        .distinct()
                        .count()
                == USERS);
        // Dead questions first, and on every partition: an application may have its own idea of where to reply.
        asked.stream().filter(question -> !question.user().equals(SILENT)).forEach(question -> {
            application.answer(question, 0);
            application.answer(question, 1);
        });
        users.awaitAnswered(USERS);
        assertThat(users.exchanges().stream().filter(one -> one.status() == 204))
                .as("the deadline's answer, to whom nobody replied")
                .hasSize(1);
        assertThat(users.texts(SILENT)).isEmpty();
    }

    private static void askTheOther(Users users, Application application) {
        int before = application.await(asked -> true).size();
        users.say("second");
        List<Question> second = application.await(asked -> asked.size() == before + USERS);
        // Too late for the first question of the silent one, too.
        second.stream()
                .filter(question ->
                        question.user().equals(SILENT) || question.text().startsWith("second"))
                .forEach(question -> application.answer(question, question.partition()));
        users.awaitAnswered(2 * USERS);
        users.clientsByUser.keySet().forEach(user -> assertThat(users.texts(user))
                .as(user)
                .isEqualTo(
                        user.equals(SILENT)
                                ? List.of(shout("second", user))
                                : List.of(shout("first", user), shout("second", user))));
        assertThat(users.exchanges()).allMatch(EventRecording.Exchange::succeeded);
    }

    private static String shout(String word, String user) {
        return (word + " of " + user).toUpperCase(Locale.ROOT);
    }

    private record Question(String user, String text, String correlationId, String topic, int partition) {
        static Question of(ConsumerRecord<byte[], byte[]> record) {
            return new Question(
                    header(record.headers(), "ce_userid"),
                    new String(record.value(), UTF_8),
                    header(record.headers(), "webpubsub-correlation-id"),
                    header(record.headers(), "webpubsub-reply-topic"),
                    Integer.parseInt(header(record.headers(), "webpubsub-reply-partition")));
        }

        /** Who asks: one life of one task. */
        String task() {
            return correlationId.substring(0, correlationId.indexOf('-'));
        }

        private static String header(Headers headers, String name) {
            return new String(requireNonNull(headers.lastHeader(name), name).value(), UTF_8);
        }
    }

    /** Replies when the test says so. */
    private static final class Application implements AutoCloseable {
        private final Cluster cluster;
        private final Consumer<byte[], byte[]> events;
        private final List<Question> asked = new ArrayList<>();

        Application(Cluster cluster, String topic) {
            this.cluster = cluster;
            this.events = cluster.kafka().follow(topic);
        }

        /** All questions so far, in the order of their coming. */
        List<Question> await(Predicate<List<Question>> enough) {
            Awaitility.await().atMost(LIMIT).until(() -> {
                events.poll(Duration.ofMillis(50)).forEach(record -> {
                    if (record.headers().lastHeader("webpubsub-correlation-id") != null) {
                        asked.add(Question.of(record));
                    }
                });
                return enough.test(asked);
            });
            return asked;
        }

        /** What all users ask at once. */
        List<Question> ask(Users users, String word) {
            int before = asked.size();
            users.say(word);
            await(all -> all.size() == before + USERS);
            return List.copyOf(asked.subList(before, before + USERS));
        }

        void forget() {
            asked.clear();
        }

        void answer(Question question, int partition) {
            ProducerRecord<byte[], byte[]> reply = new ProducerRecord<>(
                    question.topic(),
                    partition,
                    question.correlationId().getBytes(UTF_8),
                    question.text().toUpperCase(Locale.ROOT).getBytes(UTF_8));
            reply.headers().add("content-type", "text/plain".getBytes(UTF_8));
            cluster.kafka().send(reply);
            cluster.kafka().flush();
        }

        @Override
        public void close() {
            events.close();
        }
    }

    private static final class Users implements AutoCloseable {
        private final Emulator emulator;
        private final Map<String, LiveClient> clientsByUser = new LinkedHashMap<>();
        private int forgottenEach;

        Users(Emulator emulator) {
            this.emulator = emulator;
            HttpClient http = HttpClient.newHttpClient();
            ClientUrl url = ClientUrl.of(emulator, SourceConfig.HUB);
            for (int i = 0; i < USERS; i++) {
                clientsByUser.put("user-" + i, LiveClient.connect(http, url.ofUser("user-" + i)));
            }
        }

        void say(String word) {
            clientsByUser.forEach((user, client) -> client.send(word + " of " + user));
        }

        /** What the user got, without what is forgotten. */
        List<String> texts(String user) {
            List<String> texts = requireNonNull(clientsByUser.get(user)).texts();
            return texts.subList(forgottenEach, texts.size());
        }

        /** What became of the messages that were answered, in any way, without what is forgotten. */
        List<EventRecording.Exchange> exchanges() {
            return emulator.upstream().recording().exchanges().stream()
                    .filter(one -> one.type().equals("azure.webpubsub.user.message"))
                    .skip((long) forgottenEach * USERS)
                    .toList();
        }

        /** From now on as if nobody had said anything. */
        void forget() {
            forgottenEach = exchanges().size() / USERS;
        }

        void awaitAnswered(int messages) {
            Awaitility.await().atMost(LIMIT).until(() -> exchanges().size() == messages);
            long withBody =
                    exchanges().stream().filter(one -> one.status() == 200).count();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> clientsByUser.values().stream()
                                    .mapToLong(LiveClient::count)
                                    .sum()
                            >= withBody + (long) forgottenEach * USERS);
        }

        @Override
        public void close() {
            clientsByUser.values().forEach(LiveClient::close);
        }
    }
}
