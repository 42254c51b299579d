package io.github.kafkaconnect.webpubsub.bench.load;

import io.github.kafkaconnect.webpubsub.bench.stub.Payloads;
import io.github.kafkaconnect.webpubsub.common.auth.AccessKeySigner;
import io.github.kafkaconnect.webpubsub.common.auth.KeyRing;
import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.client.RestClient;
import io.github.kafkaconnect.webpubsub.common.client.RestSettings;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import java.net.URI;
import java.time.Clock;

/** Our client alone: REST client, signer and sender put together as the sink does, without Kafka, engine and ledger. */
public final class OurClient {

    private static final Hub HUB = new Hub("bench");

    private final Load load;
    private final OperationClient client;

    private OurClient(Load load, OperationClient client) {
        this.load = load;
        this.client = client;
    }

    public static void main(String[] args) throws InterruptedException {
        Load load = Load.fromProperties();
        OurClient ours = new OurClient(load, client(load));
        for (int i = 0; i < load.inFlight(); i++) {
            ours.send(new Slot(i, load.inFlight(), load.targets()));
        }
        Thread.currentThread().join();
    }

    private static OperationClient client(Load load) {
        ConnectionString service = ConnectionString.parse(Payloads.connectionString(load.port()));
        SenderSettings settings =
                SenderSettings.to(URI.create(service.endpoint().toString())).withPool(load.inFlight(), load.inFlight());
        return new RestClient(
                new NettyHttpSender(settings, new EventLoops("bench", 1)),
                new AccessKeySigner(new KeyRing(service.accessKey(), null), Clock.systemUTC()),
                new OperationEncoder(),
                RestSettings.direct(service.endpoint(), "webpubsub-kafka-connect-sink/bench"),
                Clock.systemUTC());
    }

    private void send(Slot slot) {
        slot.next();
        Payload payload = new Payload.Text(Payloads.of(slot.number(), slot.target(), load.bytes()));
        GroupName group = new GroupName(Payloads.target(slot.target()));
        client.execute(new Operation.SendToGroup(HUB, group, payload), outcome -> {
            if (outcome.kind() != Outcome.Kind.DELIVERED) {
                System.out.println("FAILED " + outcome);
                Runtime.getRuntime().halt(1);
            }
            send(slot);
        });
    }
}
