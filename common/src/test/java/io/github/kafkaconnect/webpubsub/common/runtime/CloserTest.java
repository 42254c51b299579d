package io.github.kafkaconnect.webpubsub.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {
    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void closesInReverseOrderAndOnce() {
        closer.add(() -> closed.add("first"));
        closer.add(() -> closed.add("second"));
        closer.close();
        closer.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void oneThatFailsKeepsNoneOpen() {
        IOException later = new IOException("later");
        closer.add(() -> closed.add("first"));
        closer.add(() -> {
            throw later;
        });
        closer.add(() -> closed.add("third"));
        closer.add(() -> {
            throw new IllegalArgumentException("sooner");
        });

        assertThatThrownBy(closer::close)
                .isInstanceOf(IllegalStateException.class)
                .cause()
                .hasMessage("sooner")
                .hasSuppressedException(later);
        assertThat(closed).containsExactly("third", "first");
    }

    @Test
    void aFailureOfTheStartStaysTheFailure() {
        IOException cause = new IOException("cannot start");
        IllegalStateException second = new IllegalStateException("cannot close");
        closer.add(() -> closed.add("first"));
        closer.add(() -> {
            throw second;
        });
        closer.closeAfter(cause);

        assertThat(closed).containsExactly("first");
        assertThat(cause).hasSuppressedException(second);
    }

    @Test
    void anErrorIsThrownAsItIs() {
        closer.add(() -> closed.add("first"));
        closer.add(() -> {
            throw new LinkageError("missing");
        });

        assertThatThrownBy(closer::close).isInstanceOf(LinkageError.class);
        assertThat(closed).containsExactly("first");
    }
}
