package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls in a fixed order. The first that is refused ends it; what was done before it stays done. With several calls the outputs are by
 * their place, from 1.
 */
public final class Sequence implements Plan {
    private static final int CALL_BYTES = 200;

    private final List<Operation> calls;
    private final ObjectNode outputs = Json.MAPPER.createObjectNode();
    private final Set<String> secrets = new HashSet<>();
    private int at;

    /** @param calls at least one */
    public Sequence(List<Operation> calls) {
        this.calls = List.copyOf(calls);
    }

    @Override
    public Operation call() {
        return calls.get(at);
    }

    @Override
    public boolean reachesHub() {
        return calls.get(at).kind().concernsHub();
    }

    @Override
    public Outcome ended(Outcome attempt, @Nullable Reply reply) {
        return switch (attempt.kind()) {
            case DELIVERED, SKIPPED -> {
                if (reply != null) {
                    read(reply);
                }
                if (at + 1 == calls.size()) {
                    yield attempt;
                }
                at++;
                yield new Outcome.Progressed(attempt.status(), 0);
            }
            case REJECTED -> named((Outcome.Rejected) attempt);
            case PROGRESSED, RETRYABLE, FATAL -> attempt;
        };
    }

    private void read(Reply reply) {
        Operation call = calls.get(at);
        if (call.kind().isQuestion()) {
            ObjectNode own = calls.size() == 1 ? outputs : outputs.putObject(Integer.toString(at + 1));
            Answers.read(call, reply, own, secrets);
        }
    }

    private Outcome named(Outcome.Rejected rejected) {
        return calls.size() == 1
                ? rejected
                : new Outcome.Rejected(
                        rejected.code(),
                        rejected.status(),
                        "command " + (at + 1) + " of " + calls.size() + ", "
                                + calls.get(at).kind().operationName() + ": " + rejected.detail());
    }

    @Override
    public int bytes() {
        int bytes = 0;
        for (Operation call : calls) {
            bytes += CALL_BYTES
                    + (call instanceof Operation.Send send ? send.payload().bytes().length : 0);
        }
        return bytes;
    }

    @Override
    public String name() {
        return calls.size() == 1 ? calls.get(0).kind().operationName() : "commands";
    }

    @Override
    public ObjectNode outputs() {
        return outputs;
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }
}
