package io.github.kafkaconnect.webpubsub.bench.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** What the events of the load have in common, for those who take them and those who check the topic. */
public final class Events {

    /** The hub whose clients they come from. */
    public static final String HUB = "bench";

    /** The path of the event handler. */
    public static final String PATH = "/eventhandler";

    /** Key that signs them. */
    static final String ACCESS_KEY = "k".repeat(44);

    /** Host that they say they come from. */
    static final String ORIGIN = "127.0.0.1";

    /** An event's id and the beginning of its data: its number with this many digits. */
    static final int DIGITS = 12;

    private Events() {}

    /** A connection string whose key and host fit the events; nobody listens at its endpoint. */
    public static String connectionString() {
        return "Endpoint=http://" + ORIGIN + ":9;AccessKey=" + ACCESS_KEY + ";Version=1.0;";
    }

    /** The number of the event with this data. */
    public static long number(byte[] data) {
        return Long.parseLong(new String(data, 0, DIGITS, US_ASCII));
    }

    static String connectionId(int client) {
        return "bench-client-" + client;
    }

    /** Data of that many bytes, with number 0. */
    static byte[] data(int bytes) {
        byte[] data = new byte[bytes];
        Arrays.fill(data, (byte) 'x');
        Arrays.fill(data, 0, DIGITS, (byte) '0');
        data[DIGITS] = ' ';
        return data;
    }
}
