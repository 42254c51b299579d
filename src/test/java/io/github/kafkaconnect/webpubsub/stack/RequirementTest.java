package io.github.kafkaconnect.webpubsub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementTest {

    @Test
    void namesEachSkippedTestAndCountsThemAtTheEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (SkipTally tally = new SkipTally(out)) {
            tally.skipped(List.of("ChatPageIT.one", "ChatPageIT.two"), "needs Chromium on the PATH");
            tally.skipped(List.of("SdkTest.three"), "needs Node.js");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .startsWith(
                        "SKIPPED ChatPageIT.one: needs Chromium on the PATH",
                        "SKIPPED ChatPageIT.two: needs Chromium on the PATH",
                        "SKIPPED SdkTest.three: needs Node.js")
                .last()
                .asString()
                .startsWith("SKIPPED 3 tests in all");
    }

    @Test
    void saysWhatIsNeeded() {
        assertThat(Requirement.values()).extracting(Requirement::description).doesNotHaveDuplicates();
    }
}
