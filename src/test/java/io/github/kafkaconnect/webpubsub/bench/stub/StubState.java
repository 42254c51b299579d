package io.github.kafkaconnect.webpubsub.bench.stub;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is counted and how is answered, for all connections; changed by requests of the coordinator. Loop-confined. */
final class StubState {

    private static final int ACCEPTED = 202;

    private final EventLoop loop;
    private Tally tally = new Tally(1, 0);
    private Answers answers;
    private int status = ACCEPTED;

    StubState(EventLoop loop) {
        this.loop = loop;
        this.answers = new Answers(loop, 0);
    }

    Answers answers() {
        return answers;
    }

    /** Counts a send; returns the status of its answer. */
    int count(long number, int target) {
        if (status == ACCEPTED) {
            tally.accepted(number, target);
        } else {
            tally.refused();
        }
        return status;
    }

    /** Carries out {@code /reset?targets=&records=&delayMicros=}, {@code /answer?status=} or {@code /stats}. */
    String command(String uri) {
        QueryStringDecoder command = new QueryStringDecoder(uri);
        switch (command.path()) {
            case "/reset" -> {
                tally = new Tally((int) number(command, "targets"), number(command, "records"));
                answers.close();
                answers = new Answers(loop, TimeUnit.MICROSECONDS.toNanos(number(command, "delayMicros")));
                status = ACCEPTED;
            }
            case "/answer" -> status = (int) number(command, "status");
            case "/stats" -> {}
            default -> throw new IllegalArgumentException("unknown command " + uri);
        }
        return tally.json(answers.meanDelayMicros());
    }

    private static long number(QueryStringDecoder command, String name) {
        return Long.parseLong(
                command.parameters().getOrDefault(name, List.of("0")).get(0));
    }
}
