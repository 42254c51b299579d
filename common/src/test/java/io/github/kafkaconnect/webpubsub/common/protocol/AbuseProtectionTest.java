package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AbuseProtectionTest {
    private final AbuseProtection protection =
            new AbuseProtection(List.of("contoso.webpubsub.azure.com", "https://Chat.Example.net/"));

    @Test
    void allowsAListedHostAsTheRequestWroteIt() {
        assertThat(protection.allowed(List.of("Contoso.webpubsub.azure.com")))
                .containsExactly("Contoso.webpubsub.azure.com");
    }

    @Test
    void takesSeveralHostsFromOneLineOrFromRepeatedLines() {
        assertThat(protection.allowed(List.of("contoso.webpubsub.azure.com, chat.example.net")))
                .containsExactly("contoso.webpubsub.azure.com", "chat.example.net");
        assertThat(protection.allowed(List.of("contoso.webpubsub.azure.com chat.example.net")))
                .hasSize(2);
        assertThat(protection.allowed(List.of("contoso.webpubsub.azure.com", "chat.example.net")))
                .hasSize(2);
    }

    @Test
    void leavesOutHostsThatAreNotListed() {
        assertThat(protection.allowed(List.of("evil.example.org, chat.example.net")))
                .containsExactly("chat.example.net");
        assertThat(protection.allowed(List.of("evil.example.org"))).isEmpty();
        assertThat(protection.allowed(List.of("chat.example.net.evil.org"))).isEmpty();
        assertThat(protection.allowed(List.of())).isEmpty();
        assertThat(protection.allowed(List.of(" , "))).isEmpty();
    }

    @Test
    void aHostWithoutPortCoversItsPorts() {
        assertThat(new AbuseProtection(List.of("localhost")).allowed(List.of("localhost:8080")))
                .containsExactly("localhost:8080");
        assertThat(new AbuseProtection(List.of("[::1]")).allowed(List.of("[::1]:8080", "[::1]")))
                .hasSize(2);
        assertThat(new AbuseProtection(List.of("localhost:8080")).allowed(List.of("localhost")))
                .isEmpty();
    }

    @Test
    void aStarAllowsEveryHostByName() {
        assertThat(new AbuseProtection(List.of("*")).allowed(List.of("any.example, other.example")))
                .containsExactly("any.example", "other.example");
    }
}
