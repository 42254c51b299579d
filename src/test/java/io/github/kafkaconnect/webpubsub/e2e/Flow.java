package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of a test: as many for each target, the targets taking turns, each text unlike every other.
 *
 * @param targets names, which are the records' keys
 */
record Flow(List<String> targets, int perTarget) {

    /** Where a careless connector breaks: unicode, slashes, blanks, {@code $}, percent signs, things that look like numbers. */
    private static final List<String> NAMES = List.of(
            "room %d",
            "räume/größe %d",
            "部屋%d",
            "pay$%d",
            "${key}%d",
            "a/b//c%d",
            "50%% off%d",
            "%%2F%d",
            "q?x=%d&y=#z",
            "plus+%d",
            "'quoted \"%d\"'",
            "🎈%d",
            "00%d",
            "1e%d",
            "semi;colon,comma|%d",
            "[%d]{x}",
            "~tilde.%d.dots",
            "back\\slash%d",
            "$1%d",
            "null%d");

    Flow {
        targets = List.copyOf(targets);
    }

    /** That many names, all kinds among them. */
    static Flow toAwkwardNames(int targets, int perTarget) {
        return new Flow(
                IntStream.range(0, targets)
                        .mapToObj(i -> String.format(java.util.Locale.ROOT, NAMES.get(i % NAMES.size()), i))
                        .toList(),
                perTarget);
    }

    int size() {
        return targets.size() * perTarget;
    }

    /** What the n-th record of a target says. */
    static String text(String target, int number) {
        return number + " für " + target + "\n\t\"漢字\" \\ 🎈 </x> 'null'";
    }

    /** Everything that each target shall get, in order. */
    Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (String target : targets) {
            expected.put(
                    target,
                    IntStream.range(0, perTarget)
                            .mapToObj(number -> text(target, number))
                            .toList());
        }
        return expected;
    }

    /** Writes all records, as fast as Kafka takes them. */
    void writeTo(KafkaProbe kafka, String topic) {
        write(kafka, topic, 0, perTarget);
        kafka.flush();
    }

    /** Writes the records with these numbers, of every target. */
    void write(KafkaProbe kafka, String topic, int from, int to) {
        for (ProducerRecord<byte[], byte[]> record : records(topic, from, to)) {
            kafka.send(record);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(String topic, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = from; number < to; number++) {
            for (String target : targets) {
                records.add(new ProducerRecord<>(
                        topic, target.getBytes(UTF_8), text(target, number).getBytes(UTF_8)));
            }
        }
        return records;
    }
}
