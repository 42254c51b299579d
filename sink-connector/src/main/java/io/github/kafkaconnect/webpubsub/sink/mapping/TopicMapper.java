package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.TopicOverrides;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** The mapper of each topic, by the topic's name after transforms, as in templates. */
public final class TopicMapper implements Mapper {
    private final Mapper usual;
    private final Map<String, Mapper> byTopic;

    private TopicMapper(Mapper usual, Map<String, Mapper> byTopic) {
        this.usual = usual;
        this.byTopic = byTopic;
    }

    /** @throws io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException WORKFLOW_INVALID */
    public static Mapper of(Map<String, String> properties) {
        Map<String, Mapper> byTopic = new HashMap<>();
        TopicOverrides.byTopic(properties).forEach((topic, merged) -> byTopic.put(topic, plain(merged)));
        Mapper usual = plain(properties);
        return byTopic.isEmpty() ? usual : new TopicMapper(usual, byTopic);
    }

    private static Mapper plain(Map<String, String> properties) {
        return new RecordMapper(RecordMapper.Options.from(SinkOptions.SPEC.parse(properties), properties));
    }

    @Override
    public Mapped map(SinkRecord record) {
        return byTopic.getOrDefault(record.topic(), usual).map(record);
    }
}
