package io.github.kafkaconnect.webpubsub.bench.stub;

import io.netty.buffer.ByteBuf;

/** Finds the end of the head of a request or an answer and the length of its body, and reads nothing else of it. */
public final class MessageHead {

    private static final String NAME = "content-length:";

    private int bodyAt;
    private int bodyLength;

    /** Whether a whole message lies at the buffer's reader index; its body's place is then known. */
    public boolean isWhole(ByteBuf in) {
        bodyLength = 0;
        int line = in.readerIndex();
        int end = in.indexOf(line, in.writerIndex(), (byte) '\n');
        while (end >= 0) {
            if (end - line <= 1) {
                bodyAt = end + 1;
                return in.writerIndex() - bodyAt >= bodyLength;
            }
            readLength(in, line, end);
            line = end + 1;
            end = in.indexOf(line, in.writerIndex(), (byte) '\n');
        }
        return false;
    }

    /** Index of the first byte after the head. */
    public int bodyAt() {
        return bodyAt;
    }

    /** What {@code Content-Length} says; 0 without it. */
    public int bodyLength() {
        return bodyLength;
    }

    private void readLength(ByteBuf in, int line, int end) {
        if (end - line <= NAME.length()) {
            return;
        }
        for (int i = 0; i < NAME.length(); i++) {
            if ((in.getByte(line + i) | 0x20) != (NAME.charAt(i) | 0x20)) {
                return;
            }
        }
        for (int i = line + NAME.length(); i < end; i++) {
            int digit = in.getByte(i) - '0';
            if (digit >= 0 && digit <= 9) {
                bodyLength = bodyLength * 10 + digit;
            }
        }
    }
}
