package io.github.kafkaconnect.webpubsub.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.http.HttpService;
import io.github.kafkaconnect.webpubsub.emulator.http.Percent;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import io.github.kafkaconnect.webpubsub.emulator.service.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The admin path; see the package's documentation. */
final class Admin implements HttpService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/_emulator/";
    private static final String HUBS = ROOT + "hubs/";

    private final Emulator emulator;

    Admin(Emulator emulator) {
        this.emulator = emulator;
    }

    static boolean owns(Request request) {
        return request.uri().startsWith(ROOT);
    }

    @Override
    public void serve(Request request, Consumer<Answer> answers) {
        answers.accept(answer(request));
    }

    private Answer answer(Request request) {
        String path = request.path();
        try {
            return path.startsWith(HUBS)
                    ? hub(request, Percent.decodePath(path.substring(HUBS.length())))
                    : command(request, request.method() + " " + path.substring(ROOT.length()));
        } catch (IllegalArgumentException | IOException e) {
            return Answer.json(
                    400, JSON.createObjectNode().put("error", e.getMessage()).toString());
        }
    }

    private Answer command(Request request, String command) throws IOException {
        switch (command) {
            case "GET hubs" -> {
                ObjectNode hubs = JSON.createObjectNode();
                new TreeMap<>(emulator.hubs()).forEach((name, hub) -> hubs.set(name, HubSettingsJson.write(hub)));
                return Answer.json(200, hubs.toString());
            }
            case "GET stats" -> {
                return Answer.json(200, JSON.writeValueAsString(emulator.statsOnLoop()));
            }
            case "POST faults" -> emulator.faults().add(FaultJson.parse(JSON.readTree(request.body())));
            case "DELETE faults" -> emulator.faults().clear();
            case "POST freeze" -> emulator.freezer().freeze();
            case "POST unfreeze" -> emulator.freezer().unfreeze();
            case "POST cut" -> emulator.cutSockets();
            default -> {
                return Answer.empty(404);
            }
        }
        return Answer.empty(204);
    }

    private Answer hub(Request request, String name) {
        if (!Names.isHub(name)) {
            throw new IllegalArgumentException("The hub name is invalid: " + name);
        }
        switch (request.method()) {
            case "GET" -> {
                return Answer.json(
                        200, HubSettingsJson.write(emulator.hub(name)).toString());
            }
            case "PUT" -> {
                String json = new String(request.body(), StandardCharsets.UTF_8);
                emulator.hub(name, HubSettingsJson.parse(json));
                return Answer.empty(204);
            }
            case "DELETE" -> {
                emulator.forgetHub(name);
                return Answer.empty(204);
            }
            default -> {
                return Answer.empty(405);
            }
        }
    }
}
