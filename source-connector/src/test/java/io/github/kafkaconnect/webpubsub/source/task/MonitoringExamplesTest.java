package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts of the source name figures that exist, and the page has a runbook for each alert. */
class MonitoringExamplesTest {
    private static final Pattern FIGURE = Pattern.compile("webpubsub_([a-z0-9_]*[a-z0-9])");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^\\| `(WebPubSub\\w+)` \\|");
    private static final Path ROOT = Files.isDirectory(Path.of("config-examples")) ? Path.of("") : Path.of("..");

    /** What tells of a trouble by itself; the rest is for looking closer. */
    private static final Set<String> TROUBLES = Set.of(
            "ack_latency_p99_us",
            "answer_drop_accepted_total",
            "answer_dropped_total",
            "answer_expired_total",
            "answer_full_total",
            "answer_mute_total",
            "answer_oldest_age_ms",
            "answer_stalled_total",
            "answer_stopped_total",
            "answer_unanswered_total",
            "certificate_days_left",
            "connection_max",
            "connection_open",
            "connection_refused_total",
            "connection_tls_failed_total",
            "event_last_age_ms",
            "event_repeated_total",
            "handoff_full",
            "handshake_failed_total",
            "kafka_lost",
            "listener_up",
            "reply_invalid_total",
            "reply_unreadable",
            "request_headers_too_long_total",
            "request_line_too_long_total",
            "request_no_room_total",
            "request_not_http_total",
            "request_refused_bearer_total",
            "request_refused_hub_total",
            "request_refused_malformed_total",
            "request_refused_origin_total",
            "request_refused_path_total",
            "request_refused_secret_total",
            "request_refused_signature_total",
            "request_refused_unknown_event_total",
            "request_slow_total",
            "request_too_large_total",
            "request_unsupported_total",
            "task_stalled");

    /** Every reason of a refused bearer token is a figure where bearer tokens are asked for. */
    private static final String[] ALL_OPTIONS = {
        "upstream.trust", "signature,bearer",
        "upstream.entra.tenant", "11111111-2222-3333-4444-555555555555",
        "upstream.entra.audience", "api://events",
        "upstream.entra.callers", "*",
        "upstream.entra.metadata.url", "https://127.0.0.1:1/nobody",
        "reply.topic", "replies",
        "reply.consumer.bootstrap.servers", "127.0.0.1:1"
    };

    @Test
    void theDashboardShowsAllFigures() throws Exception {
        String dashboard = read("grafana-source.json");

        assertThat(new ObjectMapper().readTree(dashboard).path("panels"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
        assertThat(named(dashboard))
                .hasSizeGreaterThan(70)
                .isEqualTo(exported("dashboard", ALL_OPTIONS))
                .containsAll(exported("dashboard-plain"));
    }

    @Test
    void everyAlertNamesFiguresThatExistAndHasARunbook() throws Exception {
        String page = Files.readString(ROOT.resolve("README.md"));
        JsonNode group = new YAMLMapper().readTree(read("alerts.yaml")).at("/groups/1");
        Set<String> figures = exported("alerts");
        Set<String> alerting = new TreeSet<>();

        assertThat(group.path("name").asText()).isEqualTo("webpubsub-source");
        assertThat(group.path("rules")).hasSizeGreaterThanOrEqualTo(8);
        for (JsonNode rule : group.path("rules")) {
            Set<String> named = named(rule.path("expr").asText());
            assertThat(named).isNotEmpty();
            assertThat(figures).containsAll(named);
            assertThat(page).contains("| `" + rule.path("alert").asText() + "` |");
            alerting.addAll(named);
        }
        assertThat(alerting).containsAll(TROUBLES);
    }

    @Test
    void thePageHasNoRunbookOfAnAlertThatIsGone() throws Exception {
        JsonNode groups = new YAMLMapper().readTree(read("alerts.yaml")).path("groups");

        assertThat(RUNBOOK.matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .map(row -> row.group(1)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(groups.findValuesAsText("alert"));
    }

    private static Set<String> named(String text) {
        return FIGURE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exporter turns what is no letter, digit or underscore into an underscore. */
    private static Set<String> exported(String connector, String... options) throws JMException {
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0");
        TaskUnderTest task = TaskUnderTest.start(Stream.concat(Stream.of("name", connector), Arrays.stream(options))
                .toArray(String[]::new));
        try {
            return Arrays.stream(ManagementFactory.getPlatformMBeanServer()
                            .getMBeanInfo(name)
                            .getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .map(figure -> figure.replace('-', '_'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            task.close();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(
                ROOT.resolve("config-examples").resolve("monitoring").resolve(file));
    }
}
