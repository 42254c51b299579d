package io.github.kafkaconnect.webpubsub.emulator.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings.AnonymousConnectPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HubSettingsTest {
    private static final String FULL =
            """
            {"eventHandlers":[
               {"urlTemplate":"https://bridge.example/wps/{hub}/{event}?code=K1","userEventPattern":"order, Bill",
                "systemEvents":["connect","disconnected"],
                "auth":{"type":"ManagedIdentity","managedIdentity":{"resource":"api://bridge"}}},
               {"urlTemplate":"http://127.0.0.1:1/all","userEventPattern":"*",
                "systemEvents":["connect","connected","disconnected"],"auth":{"type":"None"}}],
             "anonymousConnectPolicy":"allow","webSocketKeepAliveIntervalInSeconds":7}""";

    @Test
    void readsWhatItWrites() {
        HubSettings settings = HubSettingsJson.parse(FULL);
        assertThat(HubSettingsJson.parse(HubSettingsJson.write(settings))).isEqualTo(settings);
        assertThat(settings.anonymousConnectPolicy()).isEqualTo(AnonymousConnectPolicy.ALLOW);
        assertThat(settings.webSocketKeepAliveIntervalInSeconds()).isEqualTo(7);
        assertThat(settings.eventHandlers().get(0).auth()).isEqualTo(EventHandler.Auth.managedIdentity("api://bridge"));
        assertThat(settings.eventHandlers().get(0).systemEvents()).isEqualTo(Set.of("connect", "disconnected"));
    }

    @Test
    void hasTheDefaultsOfTheService() {
        assertThat(HubSettingsJson.parse("{}")).isEqualTo(HubSettings.DEFAULT);
        assertThat(HubSettingsJson.parse("{\"eventHandlers\":null,\"eventListeners\":[]}"))
                .isEqualTo(HubSettings.DEFAULT);
    }

    @Test
    void givesAnEventToTheFirstHandlerThatMatches() {
        HubSettings settings = HubSettingsJson.parse(FULL);
        EventHandler first = settings.eventHandlers().get(0);
        EventHandler second = settings.eventHandlers().get(1);
        assertThat(settings.systemEventHandler("connect")).contains(first);
        assertThat(settings.systemEventHandler("connected")).contains(second);
        assertThat(settings.userEventHandler("order")).contains(first);
        assertThat(settings.userEventHandler("BILL")).contains(first);
        assertThat(settings.userEventHandler("connect")).contains(second);
        assertThat(HubSettings.DEFAULT.userEventHandler("message")).isEmpty();
        assertThat(HubSettings.DEFAULT.systemEventHandler("connect")).isEmpty();
    }

    @Test
    void sendsNoUserEventWithoutAPattern() {
        HubSettings settings = HubSettingsJson.parse(
                "{\"eventHandlers\":[{\"urlTemplate\":\"http://h/\",\"systemEvents\":[\"connect\"]}]}");
        assertThat(settings.userEventHandler("message")).isEmpty();
    }

    @Test
    void encodesNamesInTheUrlOnce() {
        EventHandler handler = EventHandler.ofEverything("http://h:1/{HUB}/{event}?e={event}&code=a%20b");
        assertThat(handler.url("chat", "a/b c*~ü$1"))
                .isEqualTo(URI.create("http://h:1/chat/a%2Fb%20c%2A~%C3%BC%241?e=a%2Fb%20c%2A~%C3%BC%241&code=a%20b"));
    }

    @Test
    void readsAFileOfHubs() {
        Map<String, HubSettings> hubs =
                HubSettingsJson.parseHubs("{\"chat\":" + FULL + ",\"plain\":{\"anonymousConnectPolicy\":\"deny\"}}");
        assertThat(hubs).containsOnlyKeys("chat", "plain");
        assertThat(hubs.get("CHAT")).isEqualTo(HubSettingsJson.parse(FULL));
        assertThat(hubs.get("other")).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [] | expected an object that maps hub names
                    { | not JSON
                    {"chat":{},"chat":{}} | Duplicate field 'chat'
                    {"chat":{},"CHAT":{}} | hub 'CHAT' is given twice
                    {"1chat":{}} | hub '1chat': not a hub name
                    {"chat":5} | hub 'chat': expected an object, not 5
                    {"chat":{"eventhandlers":[]}} | hub 'chat': unknown member 'eventhandlers', known are [anonymousConnectPolicy, eventHandlers
                    {"chat":{"eventHandlers":{}}} | eventHandlers must be an array
                    {"chat":{"eventHandlers":[{}]}} | hub 'chat': eventHandlers[0]: urlTemplate is missing
                    {"chat":{"eventHandlers":[{"urlTemplate":"/x"}]}} | it is no absolute URL
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://{hub}.x/"}]}} | a parameter is not allowed in the host
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://x/{name}"}]}} | only {hub} and {event} are replaced
                    {"chat":{"eventHandlers":[{"urlTemplate":"tunnel:///x"}]}} | only http and https are emulated
                    {"chat":{"eventHandlers":[{"urlTemplate":"http:///x"}]}} | urlTemplate 'http:///x'
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://x/{@Microsoft.KeyVault(SecretUri=y)}"}]}} | Key Vault references are not emulated
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://x/","systemEvents":["message"]}]}} | systemEvents may hold [connect, connected, disconnected], but holds 'message'
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://x/","userEventPattern":"a,,b"}]}} | userEventPattern must be * or names joined by comma
                    {"chat":{"eventHandlers":[{"urlTemplate":"http://x/","auth":{"type":"ManagedIdentity"}}]}} | eventHandlers[0]: auth: auth must be
                    {"chat":{"eventListeners":[{"filter":{}}]}} | eventListeners are not emulated
                    {"chat":{"anonymousConnectPolicy":"maybe"}} | anonymousConnectPolicy must be allow or deny, not 'maybe'
                    {"chat":{"webSocketKeepAliveIntervalInSeconds":0}} | webSocketKeepAliveIntervalInSeconds must be 1..120, not 0
                    {"chat":{"webSocketKeepAliveIntervalInSeconds":121}} | must be 1..120, not 121
                    {"chat":{"webSocketKeepAliveIntervalInSeconds":"20"}} | must be 1..120, not "20"
                    """)
    void saysWhatIsWrongAndWhere(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubSettingsJson.parseHubs(json))
                .withMessageContaining(message);
    }
}
