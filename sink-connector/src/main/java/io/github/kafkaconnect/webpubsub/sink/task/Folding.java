package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.FoldRule;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins sends of JSON to one target into one send of a JSON array. Every payload was found to be one JSON text when its record was
 * mapped, so none can spoil the array.
 */
final class Folding implements FoldRule<SinkWork> {
    /** A bracket or comma for each element, and one more bracket. */
    private static final int COMMA_BYTES = 1;

    /** What an array adds to its only element; a payload that is too large for it, which only a command may have, goes as it is. */
    private static final int BRACKETS = 2;

    @Override
    public boolean joins(SinkWork first, SinkWork later) {
        Operation.Send one = foldable(first);
        Operation.Send other = foldable(later);
        return one != null
                && other != null
                && one.kind() == other.kind()
                && one.target().equals(other.target())
                && one.options().equals(other.options());
    }

    @Override
    public int bytes(SinkWork work) {
        Operation.Send send = foldable(work);
        return send == null ? 0 : send.payload().bytes().length + COMMA_BYTES;
    }

    /** What an attempt asks of the service: an array, of one element too, or the send as it is when it cannot be folded. */
    Operation operation(Delivery<SinkWork> first, List<Delivery<SinkWork>> joined) {
        Operation.Send send = foldable(first.work());
        if (send == null) {
            return Objects.requireNonNull(first.work().operation());
        }
        return send.withPayload(new Payload.Json(array(send.payload(), joined)));
    }

    private byte[] array(Payload first, List<Delivery<SinkWork>> joined) {
        int size = first.bytes().length + 2 * COMMA_BYTES;
        for (Delivery<SinkWork> delivery : joined) {
            size += bytes(delivery.work());
        }
        byte[] array = new byte[size];
        array[0] = '[';
        int end = append(array, 1, first);
        for (Delivery<SinkWork> delivery : joined) {
            array[end] = ',';
            end = append(
                    array,
                    end + 1,
                    ((Operation.Send) Objects.requireNonNull(delivery.work().operation())).payload());
        }
        array[end] = ']';
        return array;
    }

    private static int append(byte[] array, int at, Payload payload) {
        System.arraycopy(payload.bytes(), 0, array, at, payload.bytes().length);
        return at + payload.bytes().length;
    }

    private static Operation.@Nullable Send foldable(SinkWork work) {
        return work.plan() == null
                        && work.operation() instanceof Operation.Send send
                        && send.payload() instanceof Payload.Json json
                        && json.bytes().length <= ServiceLimits.SEND_BODY_MAX_BYTES - BRACKETS
                ? send
                : null;
    }
}
