package io.github.kafkaconnect.webpubsub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import io.github.kafkaconnect.webpubsub.source.policy.ConnectPolicy;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every snippet of README.md and every file of config-examples/ is what it claims to be. */
class ReadmeTest {
    private static final Pattern FENCE =
            Pattern.compile("^( *)```(\\w+)\\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final int SMALLEST_CONFIG_LINES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    record Snippet(String language, String text) {}

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(ProjectFolder.root().resolve("config-examples"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @Test
    void everyJsonSnippetIsAValidConfigurationOrHubsFile() throws Exception {
        List<Snippet> snippets = snippets("json");
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(3);
        for (Snippet snippet : snippets) {
            JsonNode node = JSON.readTree(snippet.text());
            if (node.has("config")) {
                assertThat(problems(node)).isEmpty();
                assertThat(node.get("config").size()).isLessThanOrEqualTo(SMALLEST_CONFIG_LINES);
            } else {
                assertThat(HubSettingsJson.parseHubs(snippet.text())).isNotEmpty();
            }
        }
    }

    @Test
    void everyYamlSnippetIsAConnectPolicy() throws IOException {
        assertThat(snippets("yaml")).isNotEmpty().allSatisfy(snippet -> assertThat(
                        ConnectPolicy.problems(snippet.text()))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAValidConfiguration(Path file) throws Exception {
        assertThat(problems(JSON.readTree(Files.readString(file)))).isEmpty();
    }

    @Test
    void everyMavenCommandUsesProfilesAndPropertiesThatExist() throws IOException {
        String poms = read("pom.xml") + read("src/test/pom.xml") + javaOfTests();
        List<String> commands = snippets("sh").stream()
                .flatMap(snippet -> snippet.text().lines())
                .filter(line -> line.strip().startsWith("mvn"))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (String word : String.join(" ", commands).split(" ", -1)) {
            if (word.startsWith("-P")) {
                assertThat(poms).contains("<id>" + word.substring(2) + "</id>");
            } else if (word.startsWith("-D")) {
                assertThat(poms).contains(word.substring(2).replaceAll("=.*", ""));
            }
        }
    }

    @Test
    void everyOptionThatIsNamedExists() throws IOException {
        Set<String> options = Stream.concat(SinkOptions.SPEC.options(), SourceOptions.SPEC.options())
                .map(Option::key)
                .collect(Collectors.toSet());
        Matcher named = Pattern.compile(
                        "`((?:webpubsub|upstream|payload|retry|delivery|buffer|record|topics|unacknowledged"
                                + "|connect\\.policy|reply|answer|commit|close|unfinished|tombstone|presence|header\\.types)[a-z.]*)(?:=[^`]*)?`")
                .matcher(read("README.md"));
        List<String> unknown = new ArrayList<>();
        int count = 0;
        while (named.find()) {
            count++;
            if (!options.contains(named.group(1))) {
                unknown.add(named.group(1));
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void theTableOfErrorCodesIsTheRegistry() throws IOException {
        String page = read("README.md");
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("| `" + code.id() + "` | " + code.summary() + " |");
        }
    }

    private static List<String> problems(JsonNode posted) throws Exception {
        Map<String, String> config = new HashMap<>();
        posted.get("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        Connector connector = Class.forName(config.get("connector.class"))
                .asSubclass(Connector.class)
                .getDeclaredConstructor()
                .newInstance();
        config.put("name", posted.get("name").asText());
        return connector.validate(config).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Snippet> snippets(String language) throws IOException {
        List<Snippet> found = new ArrayList<>();
        Matcher fence = FENCE.matcher(read("README.md"));
        while (fence.find()) {
            if (fence.group(2).equals(language)) {
                found.add(new Snippet(fence.group(2), fence.group(3)));
            }
        }
        return found;
    }

    private static String javaOfTests() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(ProjectFolder.root().resolve("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("ReadmeTest.java")) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    private static String read(String file) throws IOException {
        return Files.readString(ProjectFolder.root().resolve(file));
    }
}
