package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts name figures that exist, and the page has a runbook for each alert. */
class MonitoringExamplesTest {
    private static final Pattern FIGURE = Pattern.compile("webpubsub_([a-z0-9_]*[a-z0-9])");
    private static final Path ROOT = Files.isDirectory(Path.of("config-examples")) ? Path.of("") : Path.of("..");

    @Test
    void theDashboardNamesOnlyFiguresThatExistAndShowsThemAll() throws IOException {
        String dashboard = read("grafana-sink.json");
        JsonNode panels = new ObjectMapper().readTree(dashboard).path("panels");

        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(panel -> assertThat(panel.path("targets"))
                .isNotEmpty());
        Set<String> shown = named(dashboard);
        shown.remove("record_rejected_wps_.+_total");
        shown.remove("record_rejected_wps");
        shown.remove("record_rejected");
        Set<String> plain =
                exported().stream().filter(name -> !name.contains("_wps_")).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(new TreeSet<>(plain));
    }

    @Test
    void everyAlertNamesFiguresThatExistAndHasARunbook() throws IOException {
        String page = Files.readString(ROOT.resolve("README.md"));
        JsonNode rules = new YAMLMapper().readTree(read("alerts.yaml")).at("/groups/0/rules");

        assertThat(rules).hasSizeGreaterThanOrEqualTo(5);
        for (JsonNode rule : rules) {
            assertThat(exported()).containsAll(named(rule.path("expr").asText()));
            assertThat(page).contains("| `" + rule.path("alert").asText() + "` |");
        }
    }

    /** Where the name holds an error code, one row stands for all codes. */
    @Test
    void thePageTellsWhatEachFigureIs() throws IOException {
        String page = Files.readString(ROOT.resolve("sink-connector/FIGURES.md"));
        for (Figures.Figure figure : figures().all()) {
            assertThat(page)
                    .contains(
                            figure.name().contains("-wps-")
                                    ? "| `record-rejected-<code>-total` | "
                                    : "| `" + figure.name() + "` | " + figure.meaning() + " |\n");
        }
    }

    @Test
    void theExporterMakesThoseNamesOfOurObjects() throws IOException {
        JsonNode rule = new YAMLMapper().readTree(read("jmx-exporter.yaml")).at("/rules/0");
        Matcher matcher = Pattern.compile(rule.path("pattern").asText())
                .matcher("kafka.connect<type=plugins, connector=chat-sink, task=0><>record-delivered-total: 5");

        assertThat(matcher.matches()).isTrue();
        assertThat(matcher.group(1)).isEqualTo("chat-sink");
        assertThat(matcher.group(2)).isEqualTo("0");
        assertThat(matcher.group(3)).isEqualTo("record-delivered-total");
        assertThat(rule.path("name").asText()).isEqualTo("webpubsub_$3");
    }

    private static Set<String> named(String text) {
        return FIGURE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exporter turns what is no letter, digit or underscore into an underscore. */
    private static Set<String> exported() {
        return figures().all().stream()
                .map(figure -> figure.name().replace('-', '_'))
                .collect(Collectors.toSet());
    }

    private static Figures figures() {
        return SinkAssembly.figures(new SinkCounters(System::nanoTime), () -> EngineState.EMPTY, new EndpointLog());
    }

    private static String read(String file) throws IOException {
        return Files.readString(
                ROOT.resolve("config-examples").resolve("monitoring").resolve(file));
    }
}
