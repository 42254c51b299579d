package io.github.kafkaconnect.webpubsub.common.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFiguresTest {
    private static final String WORKERS_BEAN = "org.apache.kafka.common.metrics.JmxReporter$KafkaMbean";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final AtomicLong delivered = new AtomicLong(5);
    private final Map<String, String> meanings =
            Map.of("record-delivered-total", "Records that the service took.", "lane-count", "Lanes that have work.");
    private final Map<String, LongSupplier> values =
            new HashMap<>(Map.of("record-delivered-total", delivered::get, "lane-count", () -> 2));

    /** The context of a worker older than 4.1. */
    public interface OldContext {}

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with, comma", "quoted \"=*?\"", "größe"})
    void bothPlacesGiveTheSameObjectTheSameAttributes(String connector) throws Exception {
        Map<String, Object> before;
        try (TaskFigures old = publish(connector, OldContext.class, new OldContext() {})) {
            old.settle();
            assertThat(bean(connector)).isEqualTo(FiguresBean.class.getName());
            before = attributes(connector);
            assertThat(descriptions(connector)).isEqualTo(meanings);
        }
        assertThat(server.isRegistered(name(connector))).isFalse();
        try (NewWorker worker = new NewWorker();
                TaskFigures now = publish(connector, NewWorker.Context.class, worker.task(connector, 3))) {
            now.settle();
            assertThat(bean(connector)).isEqualTo(WORKERS_BEAN);
            assertThat(worker.descriptions()).isEqualTo(meanings);
            assertThat(attributes(connector)).isEqualTo(before).containsEntry("record-delivered-total", 5L);
            delivered.incrementAndGet();
            assertThat(attributes(connector)).containsEntry("record-delivered-total", 6L);
        }
    }

    @Test
    void aFigureWithoutItsMeaningIsRefused() {
        Figures figures = new Figures().add("lane-count", "Lanes that have work.", () -> 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures.add("lane-waiting", " ", () -> 2))
                .withMessage("lane-waiting needs a line that tells what it is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures.add("lane-count", "The same again.", () -> 2))
                .withMessage("lane-count is there already");
    }

    @Test
    void theWorkersMetricsGoWithTheTask() throws Exception {
        try (NewWorker worker = new NewWorker()) {
            TaskFigures first = publish("gone", NewWorker.Context.class, worker.task("gone", 3));
            assertThat(worker.names()).containsExactlyInAnyOrderElementsOf(values.keySet());
            first.close();
            first.settle();
            first.close();
            assertThat(worker.names()).isEmpty();
            assertThat(server.isRegistered(name("gone"))).isFalse();
        }
    }

    @Test
    void aTaskThatIsStartedAgainPublishesAgain() throws Exception {
        try (NewWorker worker = new NewWorker()) {
            for (int run = 0; run < 3; run++) {
                try (NewWorker.TaskMetrics metrics = worker.task("again", 3);
                        TaskFigures published = publish("again", NewWorker.Context.class, metrics)) {
                    published.settle();
                    assertThat(attributes("again")).containsOnlyKeys("record-delivered-total", "lane-count");
                }
            }
        }
    }

    @Test
    void aSuccessorGetsTheNamesWhenItsPredecessorIsGone() throws Exception {
        try (NewWorker worker = new NewWorker()) {
            NewWorker.TaskMetrics old = worker.task("slow", 3);
            TaskFigures predecessor = publish("slow", NewWorker.Context.class, old);
            values.put("record-delivered-total", () -> 77);
            try (TaskFigures successor = publish("slow", NewWorker.Context.class, worker.task("slow", 3))) {
                successor.settle();
                assertThat(attributes("slow")).containsEntry("record-delivered-total", 5L);
                predecessor.close();
                old.close();
                successor.settle();
                assertThat(attributes("slow"))
                        .containsEntry("record-delivered-total", 77L)
                        .hasSize(2);
                successor.settle();
            }
            assertThat(worker.names()).isEmpty();
        }
    }

    @Test
    void theWorkerMayCloseItsMetricsFirst() throws Exception {
        try (NewWorker worker = new NewWorker()) {
            NewWorker.TaskMetrics metrics = worker.task("early", 3);
            TaskFigures published = publish("early", NewWorker.Context.class, metrics);
            metrics.close();
            published.close();
            publish("early", NewWorker.Context.class, metrics).close();
            assertThat(server.isRegistered(name("early"))).isFalse();
        }
    }

    @Test
    void aContextThatOnlyPromisesPluginMetricsIsTakenForAnOldOne() throws Exception {
        NewWorker.Context broken = () -> {
            throw new NoSuchMethodError("pluginMetrics");
        };
        try (TaskFigures published = publish("broken", NewWorker.Context.class, broken)) {
            published.settle();
            assertThat(bean("broken")).isEqualTo(FiguresBean.class.getName());
        }
        try (TaskFigures published = publish("none", NewWorker.Context.class, null)) {
            published.settle();
            assertThat(bean("none")).isEqualTo(FiguresBean.class.getName());
        }
    }

    @Test
    void aLateStopLeavesTheBeanOfASuccessorAlone() throws Exception {
        TaskFigures predecessor = publish("late", OldContext.class, null);
        values.put("record-delivered-total", () -> 77);
        try (TaskFigures successor = publish("late", OldContext.class, null)) {
            predecessor.close();
            successor.settle();
            assertThat(attributes("late")).containsEntry("record-delivered-total", 77L);
        }
        assertThat(server.isRegistered(name("late"))).isFalse();
    }

    private <C> TaskFigures publish(String connector, Class<C> contextType, @Nullable C context) {
        Figures figures = new Figures();
        values.forEach((name, value) -> figures.add(name, Objects.requireNonNull(meanings.get(name)), value));
        return TaskFigures.publish(new TaskName(connector, 3), figures, contextType, context);
    }

    private static ObjectName name(String connector) throws Exception {
        String value = connector.matches("[\\w ]+") ? connector : ObjectName.quote(connector);
        return new ObjectName("kafka.connect:type=plugins,connector=" + value + ",task=3");
    }

    private String bean(String connector) throws Exception {
        return server.getMBeanInfo(name(connector)).getClassName();
    }

    private Map<String, String> descriptions(String connector) throws Exception {
        return Arrays.stream(server.getMBeanInfo(name(connector)).getAttributes())
                .collect(Collectors.toMap(MBeanAttributeInfo::getName, MBeanAttributeInfo::getDescription));
    }

    private Map<String, Object> attributes(String connector) throws Exception {
        Map<String, Object> values = new HashMap<>();
        for (String attribute : Arrays.stream(
                        server.getMBeanInfo(name(connector)).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toList()) {
            values.put(attribute, server.getAttribute(name(connector), attribute));
        }
        return values;
    }
}
