package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PercentEncodingTest {
    @Property
    void everyNameComesBackFromThePath(@ForAll("unicode") String text) {
        String encoded = PercentEncoding.append(new StringBuilder(), text).toString();
        assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(URI.create("http://h/" + encoded).getPath()).isEqualTo("/" + text);
    }

    @Provide
    Arbitrary<String> unicode() {
        return Arbitraries.strings().all().filter(Names::isWellFormed);
    }
}
