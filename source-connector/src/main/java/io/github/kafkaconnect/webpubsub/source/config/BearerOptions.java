package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose access tokens of Microsoft Entra ID prove that an event comes from the service, where the event handler's authentication is a
 * managed identity.
 *
 * @param callers empty for every identity of the tenant
 * @param skewMs how far the clocks may be apart
 */
public record BearerOptions(
        String tenant,
        Set<String> audiences,
        Set<String> callers,
        Set<String> issuers,
        URI metadata,
        Optional<String> caFile,
        long skewMs,
        long keysRefreshMs) {
    public static final Option<String> TENANT = Option.text(
                    "upstream.entra.tenant",
                    "Id of the tenant of the service's managed identity, whose tokens requests carry with bearer.")
            .optional()
            .check(BearerOptions::tenantProblem)
            .example("11111111-2222-3333-4444-555555555555")
            .visible(SourceVisibility::ofBearer);
    public static final Option<List<String>> AUDIENCE = Option.list(
                    "upstream.entra.audience",
                    "Audiences that a token may have: the resource of the event handler's authentication, as it stands there, and"
                            + " the client id of its application, which tokens of version 2 have instead.")
            .defaultTo("")
            .check(OptionChecks::emptyEntry)
            .example("api://11111111-2222-3333-4444-666666666666")
            .visible(SourceVisibility::ofBearer);
    public static final Option<List<String>> CALLERS = Option.list(
                    "upstream.entra.callers",
                    "Identities that may post events: object ids or client ids of the service's managed identity, or * for every"
                            + " identity of the tenant that gets a token for the audience.")
            .defaultTo("")
            .check(OptionChecks::emptyEntry)
            .example("11111111-2222-3333-4444-777777777777")
            .visible(SourceVisibility::ofBearer);
    public static final Option<List<String>> ISSUERS = Option.list(
                    "upstream.entra.issuers",
                    "Issuers that a token may have. Empty: both forms of the public cloud, https://sts.windows.net/<tenant>/ and"
                            + " https://login.microsoftonline.com/<tenant>/v2.0.")
            .defaultTo("")
            .low()
            .check(OptionChecks::emptyEntry)
            .visible(SourceVisibility::ofBearerDetails);
    public static final Option<String> METADATA_URL = Option.text(
                    "upstream.entra.metadata.url",
                    "OpenID configuration that names the address of the tenant's keys, in a sovereign or private cloud.")
            .optional()
            .low()
            .check(BearerOptions::urlProblem)
            .example("https://login.microsoftonline.us/<tenant>/v2.0/.well-known/openid-configuration")
            .visible(SourceVisibility::ofBearerDetails);
    public static final Option<String> CA_FILE = Option.text(
                    "upstream.entra.ca.file",
                    "PEM file of CA certificates to trust instead of the JVM's when keys are fetched.")
            .optional()
            .low()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofBearerDetails);
    public static final Option<Long> CLOCK_SKEW_MS = Option.millis(
                    "upstream.entra.clock.skew.ms", "How far the clocks of worker and authority may be apart.")
            .defaultTo(300_000L)
            .between(0, 600_000)
            .low()
            .visible(SourceVisibility::ofBearerDetails);
    public static final Option<Long> KEYS_REFRESH_MS = Option.millis(
                    "upstream.entra.keys.refresh.ms",
                    "After which time keys are fetched again. A key that is not known yet is fetched at once, and its requests are"
                            + " answered 503 meanwhile; keys that could not be fetched again serve for a day.")
            .defaultTo(3_600_000L)
            .between(1_000, 43_200_000)
            .low()
            .visible(SourceVisibility::ofBearerDetails);

    static final OptionGroup GROUP = OptionGroup.of(
            "Microsoft Entra ID",
            TENANT,
            AUDIENCE,
            CALLERS,
            ISSUERS,
            METADATA_URL,
            CA_FILE,
            CLOCK_SKEW_MS,
            KEYS_REFRESH_MS);

    private static final String ANYBODY = "*";
    private static final String AUTHORITY = "https://login.microsoftonline.com/";
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Whether somebody has begun to configure bearer tokens. */
    static boolean isGiven(ParsedConfig config) {
        return config.findText(TENANT).isPresent()
                || !config.get(AUDIENCE).isEmpty()
                || !config.get(CALLERS).isEmpty();
    }

    /** What is missing to check tokens. */
    static List<Problem> problems(ParsedConfig config) {
        List<Problem> problems = new ArrayList<>();
        if (config.findText(TENANT).isEmpty()) {
            problems.add(Problem.of(TENANT, "is missing: bearer needs the id of the tenant"));
        }
        if (config.get(AUDIENCE).isEmpty()) {
            problems.add(Problem.of(
                    AUDIENCE, "is missing: bearer needs the resource that the event handler's authentication names"));
        }
        List<String> callers = config.get(CALLERS);
        if (callers.isEmpty()) {
            problems.add(Problem.of(
                    CALLERS,
                    "is missing: name the object id or client id of the service's managed identity, or write * to take tokens of"
                            + " every identity of the tenant"));
        }
        if (callers.size() > 1 && callers.contains(ANYBODY)) {
            problems.add(Problem.of(CALLERS, "* stands alone: it allows every identity of the tenant"));
        }
        return problems;
    }

    /** For a configuration without {@link #problems}. */
    public static BearerOptions from(ParsedConfig config) {
        // Tokens name their issuer with the tenant in lower case, and it is compared exactly.
        String tenant = config.findText(TENANT).orElseThrow().toLowerCase(Locale.ROOT);
        Set<String> callers = new LinkedHashSet<>(config.get(CALLERS));
        callers.remove(ANYBODY);
        List<String> issuers = config.get(ISSUERS);
        return new BearerOptions(
                tenant,
                Set.copyOf(config.get(AUDIENCE)),
                Set.copyOf(callers),
                issuers.isEmpty()
                        ? Set.of("https://sts.windows.net/" + tenant + "/", AUTHORITY + tenant + "/v2.0")
                        : Set.copyOf(issuers),
                URI.create(config.findText(METADATA_URL)
                        .orElse(AUTHORITY + tenant + "/v2.0/.well-known/openid-configuration")),
                config.findText(CA_FILE),
                config.get(CLOCK_SKEW_MS),
                config.get(KEYS_REFRESH_MS));
    }

    private static @Nullable String tenantProblem(String tenant) {
        return GUID.matcher(tenant.trim()).matches()
                ? null
                : "must be the id of the tenant, such as 11111111-2222-3333-4444-555555555555: tokens do not name domains";
    }

    private static @Nullable String urlProblem(String text) {
        try {
            URI url = URI.create(text.trim());
            boolean usable = "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null;
            return usable ? null : "must be an https URL with a host: whoever can change the keys can post events";
        } catch (IllegalArgumentException e) {
            return "is not a URL; write https://<host>/<tenant>/v2.0/.well-known/openid-configuration";
        }
    }
}
