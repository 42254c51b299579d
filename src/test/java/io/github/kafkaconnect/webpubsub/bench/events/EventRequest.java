package io.github.kafkaconnect.webpubsub.bench.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The request of one client, a signed user event in the binary mode of CloudEvents. It is encoded once; only the event's
 * number is overwritten, in {@code ce-id} and in the data. So a client has one request on its way at most.
 */
final class EventRequest {

    private static final String ID = "ce-id: ";

    private final ByteBuf owned;
    private final ByteBuf bytes;
    private final int idAt;
    private final int dataAt;

    EventRequest(int port, int client, int dataBytes, Instant time) {
        String connectionId = Events.connectionId(client);
        byte[] data = Events.data(dataBytes);
        String head = String.join(
                "\r\n",
                "POST " + Events.PATH + " HTTP/1.1",
                "Host: 127.0.0.1:" + port,
                "WebHook-Request-Origin: " + Events.ORIGIN,
                "Content-Type: text/plain; charset=utf-8",
                "Content-Length: " + data.length,
                "ce-specversion: 1.0",
                "ce-awpsversion: 1.0",
                "ce-type: azure.webpubsub.user.message",
                "ce-source: /hubs/" + Events.HUB + "/client/" + connectionId,
                ID + "0".repeat(Events.DIGITS),
                "ce-time: " + time.truncatedTo(ChronoUnit.SECONDS),
                "ce-hub: " + Events.HUB,
                "ce-connectionId: " + connectionId,
                "ce-eventName: message",
                "ce-userId: user-" + client,
                "ce-signature: " + new EventSignature(List.of(Events.ACCESS_KEY)).sign(connectionId),
                "",
                "");
        this.idAt = head.indexOf(ID) + ID.length();
        this.dataAt = head.length();
        this.owned = Unpooled.directBuffer(head.length() + data.length)
                .writeBytes(head.getBytes(US_ASCII))
                .writeBytes(data);
        this.bytes = Unpooled.unreleasableBuffer(owned);
    }

    /** The event with that number; good until the next call. */
    ByteBuf numbered(long number) {
        digits(idAt, number);
        digits(dataAt, number);
        return bytes.duplicate();
    }

    /** There will be no more events, and none is on its way. */
    void release() {
        owned.release();
    }

    private void digits(int at, long number) {
        long rest = number;
        for (int place = at + Events.DIGITS - 1; place >= at; place--) {
            bytes.setByte(place, (int) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
