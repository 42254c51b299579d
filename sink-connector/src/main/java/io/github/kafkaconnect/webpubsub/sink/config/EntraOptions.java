package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** The identity of Microsoft Entra ID that calls the service, instead of an access key. */
public record EntraOptions(
        EntraCredential credential,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<String> secret,
        Optional<String> file,
        Optional<String> authorityHost,
        String scope) {
    public static final Option<EntraCredential> CREDENTIAL = Option.choice(
                    "webpubsub.entra.credential",
                    EntraCredential.class,
                    "Calls the service at webpubsub.endpoint with a token of Microsoft Entra ID instead of an access key. default-chain"
                            + " takes what the worker's surroundings offer (environment, workload identity, managed identity). The"
                            + " identity needs the role Web PubSub Service Owner on the resource.")
            .optional()
            .visible(Visibility::ofEndpoint);

    public static final Option<String> TENANT_ID = Option.text(
                    "webpubsub.entra.tenant.id",
                    "Tenant of the identity. Workload identity takes AZURE_TENANT_ID if absent.")
            .optional()
            .example("11111111-2222-3333-4444-555555555555")
            .visible(given -> Visibility.ofIdentity(EntraOptions.TENANT_ID, given));

    public static final Option<String> CLIENT_ID = Option.text(
                    "webpubsub.entra.client.id",
                    "Client id of the application or of a user-assigned managed identity. Workload identity takes AZURE_CLIENT_ID if"
                            + " absent; a managed identity without it is the system-assigned one.")
            .optional()
            .visible(given -> Visibility.ofIdentity(EntraOptions.CLIENT_ID, given));

    public static final Option<Password> CLIENT_SECRET = Option.secret(
                    "webpubsub.entra.client.secret", "Secret of the application, with client-secret.")
            .optional()
            .visible(given -> Visibility.ofIdentity(EntraOptions.CLIENT_SECRET, given));

    public static final Option<String> CERTIFICATE_LOCATION = Option.text(
                    "webpubsub.entra.certificate.location",
                    "File on every worker with certificate and key of the application, with client-certificate: PEM, or PKCS12 where"
                            + " webpubsub.entra.certificate.password is given.")
            .optional()
            .visible(given -> Visibility.ofIdentity(EntraOptions.CERTIFICATE_LOCATION, given));

    public static final Option<Password> CERTIFICATE_PASSWORD = Option.secret(
                    "webpubsub.entra.certificate.password", "Password of webpubsub.entra.certificate.location.")
            .optional()
            .visible(given -> Visibility.ofIdentity(EntraOptions.CERTIFICATE_PASSWORD, given));

    public static final Option<String> TOKEN_LOCATION = Option.text(
                    "webpubsub.entra.token.location",
                    "File with the federated token, with workload-identity; AZURE_FEDERATED_TOKEN_FILE if absent.")
            .optional()
            .low()
            .visible(given -> Visibility.ofIdentity(EntraOptions.TOKEN_LOCATION, given));

    public static final Option<String> AUTHORITY_HOST = Option.text(
                    "webpubsub.entra.authority.host",
                    "Where tokens are asked for, in a sovereign or private cloud. It is not looked up in the public cloud's directory of"
                            + " authorities.")
            .optional()
            .low()
            .example("https://login.microsoftonline.us/")
            .check(OptionChecks::authority)
            .visible(given -> Visibility.ofIdentity(EntraOptions.AUTHORITY_HOST, given));

    public static final Option<String> SCOPE = Option.text(
                    "webpubsub.entra.scope", "What tokens are for; sovereign clouds may need another.")
            .defaultTo("https://webpubsub.azure.com/.default")
            .low();

    static final OptionGroup GROUP = OptionGroup.of(
            "Microsoft Entra ID",
            CREDENTIAL,
            TENANT_ID,
            CLIENT_ID,
            CLIENT_SECRET,
            CERTIFICATE_LOCATION,
            CERTIFICATE_PASSWORD,
            TOKEN_LOCATION,
            AUTHORITY_HOST,
            SCOPE);

    /** Options that mean something with some credentials only. */
    static final List<Option<?>> OF_CREDENTIAL = List.of(
            TENANT_ID,
            CLIENT_ID,
            CLIENT_SECRET,
            CERTIFICATE_LOCATION,
            CERTIFICATE_PASSWORD,
            TOKEN_LOCATION,
            AUTHORITY_HOST);

    /** Empty when the text names none. */
    static Optional<EntraCredential> credential(String text) {
        String name = text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(EntraCredential.values())
                .filter(credential -> credential.name().equals(name))
                .findFirst();
    }

    /** What a credential cannot do without. */
    static List<Option<?>> needed(EntraCredential credential) {
        return switch (credential) {
            case DEFAULT_CHAIN, MANAGED_IDENTITY, WORKLOAD_IDENTITY -> List.of();
            case CLIENT_SECRET -> List.of(TENANT_ID, CLIENT_ID, CLIENT_SECRET);
            case CLIENT_CERTIFICATE -> List.of(TENANT_ID, CLIENT_ID, CERTIFICATE_LOCATION);
        };
    }

    /** What it takes besides. */
    static List<Option<?>> allowed(EntraCredential credential) {
        return switch (credential) {
            case DEFAULT_CHAIN -> List.of(TENANT_ID, CLIENT_ID, AUTHORITY_HOST);
            case MANAGED_IDENTITY -> List.of(CLIENT_ID);
            case WORKLOAD_IDENTITY -> List.of(TENANT_ID, CLIENT_ID, TOKEN_LOCATION, AUTHORITY_HOST);
            case CLIENT_SECRET -> List.of(AUTHORITY_HOST);
            case CLIENT_CERTIFICATE -> List.of(CERTIFICATE_PASSWORD, AUTHORITY_HOST);
        };
    }

    /** Empty when access keys are used. */
    static Optional<EntraOptions> from(ParsedConfig config) {
        return config.find(CREDENTIAL).map(credential -> {
            boolean withCertificate = credential == EntraCredential.CLIENT_CERTIFICATE;
            return new EntraOptions(
                    credential,
                    config.findText(TENANT_ID),
                    config.findText(CLIENT_ID),
                    ServiceOptions.secret(config, withCertificate ? CERTIFICATE_PASSWORD : CLIENT_SECRET),
                    config.findText(withCertificate ? CERTIFICATE_LOCATION : TOKEN_LOCATION),
                    config.findText(AUTHORITY_HOST),
                    config.get(SCOPE));
        });
    }

    @Override
    public String toString() {
        return "EntraOptions[credential=" + credential + ", tenantId=" + tenantId + ", clientId=" + clientId + ", file="
                + file + ", authorityHost=" + authorityHost + ", scope=" + scope + "]";
    }
}
