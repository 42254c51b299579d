package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
    @Test
    void isReadOnceIntoItsParts() {
        assertThat(Envelope.parse(" {\"a\":[1.50,null,\"$${x}\"],\"h\":\"${headers}\"} ")
                        .root())
                .isEqualTo(new Envelope.Members(List.of(
                        new Envelope.Member(
                                "a",
                                new Envelope.Elements(List.of(
                                        new Envelope.Fixed("1.50"),
                                        new Envelope.Fixed("null"),
                                        new Envelope.Text(Template.parse("$${x}"))))),
                        new Envelope.Member("h", new Envelope.Headers()))));
        assertThat(Envelope.parse("\"${value}\"").root()).isInstanceOf(Envelope.Text.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'a':${value}}; is not JSON at line 1, column 6; it is one document",
                "{'a':1; is not JSON at line 1, column",
                "{'a':1}}; is not JSON at line 1",
                "{'a':1,'a':2}; names each member once",
                "room; placeholders stand between double quotes",
                "{'a':{'b c':['x','${room}']}}; at /a/b c/1: 'room' is unknown; a placeholder begins with one of topic",
                "'${value.}'; at /: '}' at position 8 is not expected",
                "{'a':'${value'}; at /a: the last ${ has no closing }",
                "{'a':'${header}'}; at /a: ${header} must name one header",
                "{'a':'${topic.x}'}; at /a: ${topic.x} asks for a field",
                "{'a':'${file:x}'}; at /a: a colon stands inside",
                "{'a':'all: ${headers}'}; at /a: ${headers} stands for an object and must be the whole string",
                "{'a':'${headers.x}'}; one header is ${header.name}",
                "{'${key}':1}; has a placeholder in the name of the member /${key}; names are fixed",
            })
    void saysWhereItIsWrongAndWhatToDo(String json, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Envelope.parse(json.replace('\'', '"')))
                .withMessageContaining(problem);
    }
}
