package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.http.HttpService;
import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.RequestId;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.service.Hubs;
import java.util.List;
import java.util.function.Consumer;

/** Serves the data plane: checks a request in the service's order, then has it done. */
public final class RestApi implements HttpService {
    private static final String REQUEST_ID = "x-ms-client-request-id";

    private final RestRules rules;
    private final Router router;
    private final ParameterChecks checks;
    private final Authorization authorization;
    private final Sends sends;
    private final Acts acts;

    /**
     * What the API works on.
     *
     * @param endpoints the base URLs under which the emulator is known, the official one first
     */
    public record Parts(
            Hubs hubs,
            Tokens tokens,
            EntraAccess entra,
            RestRules rules,
            GroupRules groups,
            List<String> endpoints,
            SendOrder order) {}

    public RestApi(Parts parts) {
        this.rules = parts.rules();
        this.router = new Router(rules.paths());
        this.checks = new ParameterChecks(parts.groups(), rules.bodies().ttlSince());
        this.authorization = new Authorization(parts.tokens(), parts.entra(), rules.access(), parts.endpoints());
        this.sends = new Sends(parts.hubs(), parts.order(), parts.rules());
        this.acts = new Acts(parts);
    }

    @Override
    public void serve(Request request, Consumer<Answer> answers) {
        Consumer<Answer> versioned = answer -> answers.accept(signed(request, answer));
        try {
            Call call = call(request);
            authorization.check(call);
            if (call.operation().isSend()) {
                sends.send(call, versioned);
            } else {
                versioned.accept(acts.act(call));
            }
        } catch (RestError e) {
            versioned.accept(e.answer());
        }
    }

    private Answer signed(Request request, Answer answer) {
        Answer versioned = answer.with("api-supported-versions", rules.answers().supportedVersions());
        String id = rules.answers().requestId() == RequestId.ECHOED ? request.header(REQUEST_ID) : null;
        return id == null ? versioned : versioned.with(REQUEST_ID, id);
    }

    private Call call(Request request) throws RestError {
        if (request.uri().length() > rules.paths().uriBytesMax()) {
            throw RestError.bare(414);
        }
        Router.Route route = router.route(request.method(), request.path());
        Query query;
        try {
            query = Query.parse(request.rawQuery());
        } catch (IllegalArgumentException e) {
            throw RestError.badRequest("Request", "The query is malformed.");
        }
        ApiVersion version = ParameterChecks.version(query, route.operation());
        checks.check(route, version, query);
        return new Call(route, version, query, request);
    }
}
