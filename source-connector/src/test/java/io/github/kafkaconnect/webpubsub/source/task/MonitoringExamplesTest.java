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
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts of the source name figures that exist, and the page has a runbook for each alert. */
class MonitoringExamplesTest {
    private static final Pattern FIGURE = Pattern.compile("webpubsub_([a-z0-9_]*[a-z0-9])");
    private static final Path ROOT = Files.isDirectory(Path.of("config-examples")) ? Path.of("") : Path.of("..");

    @Test
    void theDashboardShowsAllFigures() throws Exception {
        String dashboard = read("grafana-source.json");

        assertThat(new ObjectMapper().readTree(dashboard).path("panels"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
        assertThat(named(dashboard)).isEqualTo(exported("dashboard"));
    }

    @Test
    void everyAlertNamesFiguresThatExistAndHasARunbook() throws Exception {
        String page = Files.readString(ROOT.resolve("README.md"));
        JsonNode group = new YAMLMapper().readTree(read("alerts.yaml")).at("/groups/1");
        Set<String> figures = exported("alerts");

        assertThat(group.path("name").asText()).isEqualTo("webpubsub-source");
        assertThat(group.path("rules")).hasSizeGreaterThanOrEqualTo(8);
        for (JsonNode rule : group.path("rules")) {
            Set<String> named = named(rule.path("expr").asText());
            assertThat(named).isNotEmpty();
            assertThat(figures).containsAll(named);
            assertThat(page).contains("| `" + rule.path("alert").asText() + "` |");
        }
    }

    private static Set<String> named(String text) {
        return FIGURE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exporter turns what is no letter, digit or underscore into an underscore. */
    private static Set<String> exported(String connector) throws JMException {
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0");
        TaskUnderTest task = TaskUnderTest.start("name", connector);
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
