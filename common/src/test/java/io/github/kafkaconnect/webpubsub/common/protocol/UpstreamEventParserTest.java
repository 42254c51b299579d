package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("Changes the locale of the process.")
class UpstreamEventParserTest {
    private static final byte[] BODY = {1, 2};

    private final UpstreamEventParser parser = new UpstreamEventParser(UpstreamEventParser.Credentials.DROP);

    @ParameterizedTest
    @CsvSource({
        "azure.webpubsub.sys.connect,connect,CONNECT",
        "azure.webpubsub.sys.connected,connected,CONNECTED",
        "azure.webpubsub.sys.connected,connect,CONNECTED",
        "azure.webpubsub.sys.disconnected,disconnected,DISCONNECTED",
        "azure.webpubsub.user.message,message,MESSAGE",
        "azure.webpubsub.user.message,order,CUSTOM",
        "azure.webpubsub.user.order,order,CUSTOM",
        "azure.webpubsub.gp.joined,joined,GROUP_JOINED",
        "azure.webpubsub.gp.left,left,GROUP_LEFT",
        "azure.webpubsub.gp.later,later,OTHER",
        "azure.webpubsub.sys.later,later,OTHER"
    })
    void namesTheKindOfAnEvent(String type, String name, UpstreamEvent.Kind kind) {
        assertThat(parse(event("ce-type", type, "ce-eventName", name)).kind()).isEqualTo(kind);
    }

    @Test
    void lowersNamesInEveryLocaleAndKeepsUnknownAttributes() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            UpstreamEvent event =
                    parse(event("CE-CONNECTIONID", "c1", "ce-physicalConnectionId", "p", "ce-socketId", "s"));
            assertThat(event.attributes())
                    .containsEntry("connectionid", "c1")
                    .containsEntry("physicalconnectionid", "p")
                    .containsEntry("socketid", "s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keepsUserPropertiesAndMetadataButNoOtherHeader() {
        UpstreamEvent event = parse(event("MQTT-Room", "a", "X-WebPubSub-Metadata-Trace", "t", "User-Agent", "x"));
        assertThat(event.headers()).isEqualTo(Map.of("mqtt-room", "a", "x-webpubsub-metadata-trace", "t"));
        assertThat(event.attributes()).containsEntry("datacontenttype", "text/plain");
    }

    @Test
    void dropsCredentialsUnlessTheyAreAskedFor() {
        List<Entry<String, String>> request = event(
                "ce-signature", "sha256=1", "Ce-Signature", "sha256=2", "Authorization", "Bearer x", "Cookie", "c");
        UpstreamEvent dropped = parse(request);
        assertThat(dropped.attributes()).doesNotContainKey("signature");
        assertThat(dropped.headers()).isEmpty();
        UpstreamEvent kept = new UpstreamEventParser(UpstreamEventParser.Credentials.KEEP).parse(request, BODY);
        assertThat(kept.attributes()).containsEntry("signature", "sha256=1,sha256=2");
        assertThat(kept.headers()).containsOnlyKeys("authorization", "cookie");
    }

    @Test
    void decodesTextOfUsersAndNeverTheConnectionState() {
        UpstreamEvent event = parse(event("ce-userId", "J%C3%BCrgen", "ce-connectionState", "%C3%BC"));
        assertThat(event.userId()).contains("Jürgen");
        assertThat(parse(event("ce-userId", "%F0%9F%98%80%20%25%22~@")).userId())
                .contains("\uD83D\uDE00 %\"~@");
        assertThat(event.attribute("connectionstate")).contains("%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%zz", "%C3", "50%-off", "%", "%61dmin", "a%40b", "J%C3%BCrgen%41", "a b%C3%BC"})
    void leavesTextThatIsNoEncodingAsItIs(String userId) {
        assertThat(parse(event("ce-userId", userId)).userId()).contains(userId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ce-id", "ce-source", "ce-type", "ce-specversion", "ce-hub", "ce-connectionId", "ce-eventName"})
    void refusesAnEventWithoutARequiredAttribute(String missing) {
        List<Entry<String, String>> request = new ArrayList<>(event());
        request.removeIf(header -> header.getKey().equals(missing));
        assertThatThrownBy(() -> parse(request))
                .hasMessageContaining("WPS-4002")
                .hasMessageContaining(missing.toLowerCase(Locale.ROOT));
    }

    @Test
    void refusesAmbiguousAttributesAndForeignVersions() {
        assertThatThrownBy(() -> parse(event("ce-hub", "chat", "CE-Hub", "other")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> parse(event("ce-specversion", "2.0"))).hasMessageContaining("specversion");
        assertThatThrownBy(() -> parse(event("ce-", "x"))).hasMessageContaining("WPS-4002");
    }

    private UpstreamEvent parse(List<Entry<String, String>> headers) {
        return parser.parse(headers, BODY);
    }

    /** A complete event; given names replace those of the event, or repeat them when given twice. */
    private static List<Entry<String, String>> event(String... namesAndValues) {
        List<Entry<String, String>> headers = new ArrayList<>(List.of(
                Map.entry("Content-Type", "text/plain"),
                Map.entry("ce-specversion", "1.0"),
                Map.entry("ce-type", "azure.webpubsub.user.message"),
                Map.entry("ce-source", "/hubs/chat/client/c1"),
                Map.entry("ce-id", "1"),
                Map.entry("ce-hub", "chat"),
                Map.entry("ce-connectionId", "c1"),
                Map.entry("ce-eventName", "message")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            headers.removeIf(header -> header.getKey().equals(name));
            headers.add(Map.entry(name, namesAndValues[i + 1]));
        }
        return headers;
    }
}
