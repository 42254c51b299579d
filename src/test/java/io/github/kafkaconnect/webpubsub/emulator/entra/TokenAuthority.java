package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.auth.TokenIssuer;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running authority with one tenant. It listens on the loopback address, over TLS for applications and without for
 * managed identities. Every method may be called from any thread.
 */
public final class TokenAuthority implements TokenIssuer, AutoCloseable {
    private static final Pattern TENANT_TOKEN = Pattern.compile("POST /([^/]+)/oauth2/v2\\.0/token");

    private final String tenantId;
    private final String identityHeader = UUID.randomUUID().toString();
    private final OwnCa ca = new OwnCa();
    private final SigningKeys keys = new SigningKeys();
    private final Applications applications = new Applications();
    private final ManagedIdentities identities = new ManagedIdentities();
    private final Map<String, Function<WebRequest, Answer>> routes = new ConcurrentHashMap<>();
    private final Map<String, Function<WebRequest, Answer>> identityRoutes = new ConcurrentHashMap<>();
    private final Troubles troubles;
    private final LoopbackServer server;
    private final LoopbackServer identityServer;
    private final Addresses addresses;
    private final AccessTokens tokens;

    private TokenAuthority(Settings settings, InstantSource clock) {
        tenantId = settings.tenantId();
        troubles = new Troubles(clock);
        server = LoopbackServer.secure(
                settings.port(), ca.context(), request -> serve(routes, request, unknown -> elsewhere(unknown, clock)));
        identityServer = LoopbackServer.plain(
                settings.machinesPort(), request -> serve(identityRoutes, request, unknown -> Answer.empty(404)));
        addresses = new Addresses(tenantId, server.port());
        tokens = new AccessTokens(tenantId, addresses.issuer(), keys, clock);
        route(clock);
    }

    /** Any free ports, no application yet; takes a second, as certificates are made. */
    public static TokenAuthority start() {
        return start(InstantSource.system());
    }

    /** The same with times of another clock. */
    public static TokenAuthority start(InstantSource clock) {
        return start(new Settings(0, 0, UUID.randomUUID().toString()), clock);
    }

    /** @throws java.io.UncheckedIOException when a port is busy */
    public static TokenAuthority start(Settings settings, InstantSource clock) {
        return new TokenAuthority(settings, clock);
    }

    /**
     * Where it is found.
     *
     * @param port for applications; 0 for any
     * @param machinesPort for managed identities; 0 for any
     */
    public record Settings(int port, int machinesPort, String tenantId) {}

    private void route(InstantSource clock) {
        Discovery discovery = new Discovery(addresses);
        TokenEndpoint endpoint = new TokenEndpoint(applications, tokens, clock);
        get(addresses.openIdConfiguration(), request -> discovery.openIdConfiguration());
        get(addresses.instances(), request -> discovery.instances());
        get(addresses.keys(), request -> Answer.json(200, keys.published().toString()));
        routes.put(
                "POST " + Addresses.path(addresses.token()),
                troubles.before(request -> endpoint.token(request.form(), addresses.token())));
        ImdsEndpoint imds = new ImdsEndpoint(identities, tokens);
        AppServiceEndpoint appService = new AppServiceEndpoint(identities, tokens, identityHeader);
        identityRoutes.put("GET " + ImdsEndpoint.PATH, troubles.before(imds::token));
        identityRoutes.put("GET " + AppServiceEndpoint.PATH, troubles.before(appService::token));
    }

    private void get(String address, Function<WebRequest, Answer> service) {
        routes.put("GET " + Addresses.path(address), service);
    }

    private static Answer serve(
            Map<String, Function<WebRequest, Answer>> routes,
            WebRequest request,
            Function<WebRequest, Answer> otherwise) {
        return routes.getOrDefault(request.route(), otherwise).apply(request);
    }

    private static Answer elsewhere(WebRequest request, InstantSource clock) {
        Matcher tenant = TENANT_TOKEN.matcher(request.route());
        return tenant.matches()
                ? EntraError.badRequest("invalid_request", 90002, "Tenant '" + tenant.group(1) + "' not found.")
                        .answer(clock.instant())
                : Answer.empty(404);
    }

    public String tenantId() {
        return tenantId;
    }

    /** The base URL for all tenants, with a slash at its end. */
    public String authorityHost() {
        return addresses.authority();
    }

    /** Where applications get tokens. */
    public String tokenUrl() {
        return addresses.token();
    }

    /** The certificate by which clients can trust this authority; the file is there until it is closed. */
    public Path caCertificatePem() {
        return ca.pem();
    }

    /** The base URL of the metadata service, for {@code AZURE_POD_IDENTITY_AUTHORITY_HOST}. */
    public String imdsHost() {
        return "http://127.0.0.1:" + identityServer.port();
    }

    /** Where a virtual machine gets the tokens of its managed identities. */
    public String imdsUrl() {
        return imdsHost() + ImdsEndpoint.PATH;
    }

    /** Where an app of App Service gets the tokens of its managed identities, for {@code IDENTITY_ENDPOINT}. */
    public String appServiceUrl() {
        return "http://127.0.0.1:" + identityServer.port() + AppServiceEndpoint.PATH;
    }

    /** What an app has to show there, for {@code IDENTITY_HEADER}. */
    public String identityHeader() {
        return identityHeader;
    }

    /** Adds an application, or replaces the one with its client id. */
    public void register(Application application) {
        applications.register(application);
    }

    /** Sets the managed identity that a request without a client id is for. */
    public void systemAssigned(Application identity) {
        identities.systemAssigned(identity);
    }

    /** Adds a managed identity that requests can name. */
    public void userAssigned(Application identity) {
        identities.userAssigned(identity);
    }

    /** How long tokens are valid from now on; an hour at first. */
    public void lifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Signs with a fresh key from now on; tokens of the old ones stay valid. */
    public void rollOver() {
        keys.rollOver();
    }

    /** Publishes the newest key only, which makes tokens of the others invalid. */
    public void retireOldKeys() {
        keys.retireOld();
    }

    /** A properly signed token with claims of any kind, for checks of the resource. It does not count as issued. */
    public String token(Application application, Consumer<ObjectNode> change) {
        return tokens.make(application, change).text();
    }

    /** Answers the next token requests with an error status, whichever endpoint they are for. */
    public void failNext(int requests, int status) {
        troubles.failNext(requests, status);
    }

    /** Answers token requests only after that time; at once at first. */
    public void answerAfter(Duration delay) {
        troubles.answerAfter(delay);
    }

    /** How many tokens were issued. */
    public int issued() {
        return tokens.issued();
    }

    /** How many times a token was asked for, refused or not. */
    public int tokenRequests() {
        return troubles.requests();
    }

    @Override
    public String issuer() {
        return addresses.issuer();
    }

    @Override
    public @Nullable PublicKey key(String keyId) {
        return keys.key(keyId);
    }

    @Override
    public void close() {
        server.close();
        identityServer.close();
        ca.close();
    }
}
