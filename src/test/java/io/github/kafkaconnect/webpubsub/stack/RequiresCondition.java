package io.github.kafkaconnect.webpubsub.stack;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Decides for {@link Requires}: run, skip with a line each, or fail where everything is required. */
final class RequiresCondition implements ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(RequiresCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Requirement> absent =
                context
                        .getElement()
                        .flatMap(element -> AnnotationSupport.findAnnotation(element, Requires.class))
                        .stream()
                        .flatMap(requires -> Stream.of(requires.value()))
                        .filter(requirement -> !requirement.isPresent())
                        .findFirst();
        return absent.map(requirement -> skipOrFail(context, requirement))
                .orElseGet(() -> enabled("nothing is missing"));
    }

    private static ConditionEvaluationResult skipOrFail(ExtensionContext context, Requirement absent) {
        String reason = "needs " + absent.description();
        if ("all".equals(System.getProperty("tests.require"))) {
            throw new IllegalStateException(reason + ", and -Dtests.require=all allows no test to be skipped");
        }
        tally(context).skipped(testsOf(context), reason);
        return disabled(reason);
    }

    /** A skipped class never reaches its methods, so they are named here. */
    private static List<String> testsOf(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        return context
                .getTestMethod()
                .map(List::of)
                .orElseGet(() ->
                        AnnotationSupport.findAnnotatedMethods(type, Testable.class, HierarchyTraversalMode.TOP_DOWN))
                .stream()
                .map(method -> type.getSimpleName() + "." + method.getName())
                .toList();
    }

    private static SkipTally tally(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SkipTally.class, key -> new SkipTally(System.out), SkipTally.class);
    }
}
