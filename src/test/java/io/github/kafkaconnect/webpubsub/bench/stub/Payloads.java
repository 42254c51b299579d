package io.github.kafkaconnect.webpubsub.bench.stub;

import java.util.Arrays;

/**
 * What every contender sends: ASCII text that begins with the record's number and its target's, in a fixed number of
 * digits, so that the stub can count and check without parsing paths.
 *
 * <pre>
 * 0000000123 0000042 xxxxxxxx…
 * </pre>
 */
public final class Payloads {

    static final int NUMBER_DIGITS = 10;
    static final int TARGET_DIGITS = 7;
    private static final int TARGET_AT = NUMBER_DIGITS + 1;
    private static final String BEARER = "Bearer " + "x".repeat(280);
    private static final int TEXT_AT = TARGET_AT + TARGET_DIGITS + 1;

    private Payloads() {}

    /**
     * The payload of a record.
     *
     * @param bytes length of the payload, at least 19
     */
    public static byte[] of(long number, int target, int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 'x');
        digits(payload, 0, NUMBER_DIGITS, number);
        payload[NUMBER_DIGITS] = ' ';
        digits(payload, TARGET_AT, TARGET_DIGITS, target);
        payload[TEXT_AT - 1] = ' ';
        return payload;
    }

    /** The name of a target: a group of the service, and the key of a record. */
    public static String target(int target) {
        return "t" + target;
    }

    /** The path of a send to a target, as the service has it. */
    public static String path(int target) {
        return "/api/hubs/bench/groups/" + target(target) + "/:send?api-version=2024-01-01";
    }

    /** A header as long as that of a signed request, for contenders that do not sign. */
    public static String bearer() {
        return BEARER;
    }

    /** A connection string for contenders that sign; the stub does not check it. */
    public static String connectionString(int port) {
        return "Endpoint=http://127.0.0.1:" + port + ";AccessKey=" + "k".repeat(44) + ";Version=1.0;";
    }

    private static void digits(byte[] out, int at, int count, long value) {
        long rest = value;
        for (int place = at + count - 1; place >= at; place--) {
            out[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
