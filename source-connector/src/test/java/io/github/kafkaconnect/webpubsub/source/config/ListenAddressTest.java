package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8090,127.0.0.1:8090,true",
        "LOCALHOST:0,localhost:0,true",
        "[::1]:80,[::1]:80,true",
        "0.0.0.0:443,0.0.0.0:443,false",
        "[::]:443,[::]:443,false",
        "127.example.org:80,127.example.org:80,false"
    })
    void readsHostAndPort(String text, String shown, boolean loopback) {
        ListenAddress address = ListenAddress.parse(text);
        assertThat(address).hasToString(shown);
        assertThat(address.isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8090", ":8090", "host", "host:", "host:x", "host:70000", "::1:80", "host:-1"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
