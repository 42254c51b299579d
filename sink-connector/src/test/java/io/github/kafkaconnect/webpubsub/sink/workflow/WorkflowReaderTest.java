package io.github.kafkaconnect.webpubsub.sink.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that cannot be used are refused with the place of every problem. */
class WorkflowReaderTest {
    private static final String GOOD =
            """
            arazzo: 1.0.1
            info: {title: t, version: 1.0.0}
            workflows:
              - workflowId: flow
                inputs:
                  type: object
                  properties:
                    user: {type: string}
                steps:
                  - stepId: ask
                    operationId: WebPubSub_UserExists
                    parameters:
                      - {name: userId, in: path, value: $inputs.user}
                    successCriteria:
                      - condition: $statusCode == 200
                    onFailure:
                      - {name: again, type: retry, retryAfter: 0.5, retryLimit: 2}
                    outputs: {status: $statusCode}
                  - stepId: tell
                    operationId: sendToUser
                    parameters:
                      - {name: userId, in: path, value: $inputs.user}
                    requestBody: {contentType: text/plain, payload: 'Hello {$inputs.user}'}
                outputs: {status: $steps.ask.outputs.status}
            """;

    @Test
    void readsAGoodDocument() {
        assertThat(WorkflowReader.read(GOOD).problems()).isEmpty();
    }

    @Test
    void readsJsonToo() throws Exception {
        String json = new YAMLMapper().readTree(GOOD).toString();

        assertThat(WorkflowReader.read(json).problems()).isEmpty();
        assertThat(WorkflowReader.read(json).workflows())
                .isEqualTo(WorkflowReader.read(GOOD).workflows());
    }

    @Test
    void aMemberThatIsNamedTwiceInJsonIsTold() {
        assertThat(WorkflowReader.read("{\"arazzo\":\"1.0.1\",\"arazzo\":\"1.0.0\"}")
                        .problems())
                .singleElement()
                .asString()
                .contains("names a member that was there before");
    }

    static Stream<Arguments> badDocuments() {
        return Stream.of(
                bad("arazzo: 1.0.1", "arazzo: 2.0.0", "arazzo must be 1.0.x"),
                bad("version: 1.0.0", "version: &v 1.0.0", "needs quotes in YAML"),
                bad(
                        "value: $inputs.user}\n        successCriteria",
                        "value: *user}\n        successCriteria",
                        "in YAML"),
                bad("workflowId: flow", "workflowId: !x flow", "needs quotes in YAML"),
                bad("workflowId: flow", "workflowId: flow\n    workflowId: f", "names a member that was there before"),
                bad("outputs: {status: $steps", "steps: []\n    outputs: {status: $steps", "that was there before"),
                bad("info: {title", "---\ninfo: {title", "cannot be read as one document"),
                bad(
                        "- {name: userId, in: path, value: $inputs.user}\n        successCriteria",
                        "- {name: userId, in: path, value: $inputs.user}\n          - {name: hub, in: path, value:"
                                + " $inputs.hubb}\n        successCriteria",
                        "uses $inputs.hubb, which is not among the inputs"),
                bad("stepId: ask", "stepId: ask\n        x-webpubsub-delay-seconds: 5", "is the first step"),
                bad(
                        "stepId: tell",
                        "stepId: tell\n        x-webpubsub-delay-seconds: $inputs.wait",
                        "uses $inputs.wait, which is not among the inputs"),
                bad(
                        "- {name: userId, in: path, value: $inputs.user}\n        requestBody",
                        "- {name: userId, in: path, value: $inputs.user}\n          - {name: filter, in: query, value:"
                                + " \"userId eq {$inputs.user}\"}\n        requestBody",
                        "does not stand between single quotes"),
                bad(
                        "- {name: userId, in: path, value: $inputs.user}\n        requestBody",
                        "- {name: userId, in: path, value: $inputs.user}\n          - {name: filter, in: query, value:"
                                + " \"userId eq '{$inputs.user}\"}\n        requestBody",
                        "has a single quote that is not closed"),
                bad(
                        "workflowId: flow",
                        "workflowId: flow\n    dependsOn: [other]",
                        "workflows[0].dependsOn is not supported"),
                bad(
                        "workflowId: flow",
                        "workflowId: flow\n    parameters: []",
                        "workflows[0].parameters is not supported"),
                bad(
                        "workflowId: flow",
                        "workflowId: flow\n    failureActions: []",
                        "workflows[0].failureActions is not"),
                bad("workflowId: flow", "summary: flow", "workflows[0].workflowId is missing"),
                bad("stepId: ask", "description: ask", "workflows[0].steps[0].stepId is missing"),
                bad("stepId: tell", "stepId: ask", "workflows[0].steps[1].stepId is used before"),
                bad("operationId: sendToUser", "operationId: sendToMoon", "which is no call of the data plane"),
                bad(
                        "operationId: sendToUser",
                        "workflowId: other",
                        "workflows[0].steps[1].workflowId is not supported"),
                bad("operationId: sendToUser", "operationPath: '#/x'", "workflows[0].steps[1].operationPath is not"),
                bad("name: userId", "name: user", "userExists takes no parameter 'user'"),
                bad("name: userId", "name: accept", "has no 'userId', which userExists needs"),
                bad(
                        "value: $inputs.user}\n        successCriteria",
                        "x-value: y}\n        successCriteria",
                        ".value is missing"),
                bad(
                        "$inputs.user}\n        successCriteria",
                        "$inputs.who}\n        successCriteria",
                        "uses $inputs.who"),
                bad("'Hello {$inputs.user}'", "'Hello $inputs.user'", "stands between braces"),
                bad(
                        "'Hello {$inputs.user}'",
                        "'Hello {$inputs.who}'",
                        "uses $inputs.who, which is not among the inputs"),
                bad("'Hello {$inputs.user}'", "'Hello {$url}'", "is no expression that is understood here"),
                bad("text/plain", "text/html", "contentType must be text/plain"),
                bad(
                        "    requestBody: {contentType: text/plain, payload: 'Hello {$inputs.user}'}",
                        "",
                        "requestBody is missing"),
                bad("requestBody: {", "requestBody: {replacements: [], ", "requestBody.replacements is not supported"),
                bad("condition: $statusCode == 200", "condition: $statusCode = 200", "condition '=' at position 12"),
                bad("condition: $statusCode == 200", "context: $response.body", "context is not supported"),
                bad(
                        "condition: $statusCode == 200",
                        "condition: x\n            type: regex",
                        "only simple conditions are"),
                bad(
                        "condition: $statusCode == 200",
                        "condition: $.x\n            type: jsonpath",
                        "only simple conditions"),
                bad("type: retry", "type: pause", "onFailure[0].type must be end, goto or retry"),
                bad("type: retry, retryAfter: 0.5", "type: goto, stepId: nowhere", "goes to a step 'nowhere'"),
                bad("type: retry, retryAfter: 0.5", "type: goto", "onFailure[0].stepId is missing"),
                bad("type: retry, retryAfter: 0.5", "type: retry, workflowId: x", "workflowId is not supported"),
                bad("retryAfter: 0.5", "retryAfter: -1", "retryAfter must be 0 to 86400 seconds"),
                bad("retryLimit: 2", "retryLimit: 0", "retryLimit must be at least 1"),
                bad("onFailure:", "onSuccess:", "onSuccess[0].type must be end or goto"),
                bad(
                        "$steps.ask.outputs.status}",
                        "$steps.ask.outputs.state}",
                        "uses $steps.ask.outputs.state, which no step"),
                bad(
                        "$steps.ask.outputs.status}",
                        "$workflows.x.outputs.y}",
                        "is no expression that is understood here"),
                bad("type: object", "type: array", "inputs.type must be object"),
                bad("type: object", "$ref: '#/x'", "inputs.$ref is not supported"),
                bad("info: {", "components: {parameters: {}, x: 1}\ninfo: {", "components is not supported"),
                bad("info: {", "webhooks: {}\ninfo: {", "webhooks is not supported"));
    }

    private static Arguments bad(String good, String bad, String problem) {
        return Arguments.of(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)), problem);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badDocuments")
    void namesWhatCannotBeUsedAndWhere(String document, String problem) {
        assertThat(document).isNotEqualTo(GOOD);
        assertThat(WorkflowReader.read(document).problems())
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void namesTheLineThatIsNoYaml() {
        assertThat(WorkflowReader.read("arazzo: 1.0.1\nworkflows: [").problems())
                .singleElement()
                .asString()
                .contains("cannot be read as one document of YAML or JSON");
        assertThat(WorkflowReader.read("").problems()).isNotEmpty();
        assertThat(WorkflowReader.read("just text").problems()).isNotEmpty();
    }

    @Test
    void collectsAllProblems() {
        String document = GOOD.replace("stepId: ask", "stepId: tell").replace("retryLimit: 2", "retryLimit: 0");

        assertThat(WorkflowReader.read(document).problems()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** Random changes of one character: never anything but a list of problems. */
    @Property(tries = 500)
    void survivesSlipsOfThePen(@ForAll int seed, @ForAll char other) {
        int at = Math.floorMod(seed, GOOD.length());

        WorkflowReader.Result result = WorkflowReader.read(GOOD.substring(0, at) + other + GOOD.substring(at + 1));

        assertThat(result.problems()).doesNotContainNull().allMatch(problem -> !problem.isBlank());
    }
}
