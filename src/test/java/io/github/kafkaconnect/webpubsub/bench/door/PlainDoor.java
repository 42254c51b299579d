package io.github.kafkaconnect.webpubsub.bench.door;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Netty server with one event loop that takes every POST. With {@code door.bootstrap} and {@code door.topic} each becomes a
 * record and is answered when Kafka has acknowledged it (acks=all, linger.ms=0, else defaults); without, it is answered at
 * once. It checks nothing. Ends with its parent.
 */
public final class PlainDoor {

    private static final int BACKLOG = 4_096;
    private static final int MOST_BYTES = 1_048_576;

    private PlainDoor() {}

    /** The system properties that make it write to a topic. */
    public static Map<String, String> to(String bootstrap, String topic) {
        return Map.of("door.bootstrap", bootstrap, "door.topic", topic);
    }

    public static void main(String[] args) throws InterruptedException {
        ToKafka toKafka = toKafka(System.getProperty("door.bootstrap", ""), System.getProperty("door.topic", ""));
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MOST_BYTES))
                                .addLast(new PlainHandler(toKafka));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println("READY port=" + ((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().sync();
    }

    private static @Nullable ToKafka toKafka(String bootstrap, String topic) {
        if (bootstrap.isEmpty()) {
            return null;
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0");
        return new ToKafka(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }
}
