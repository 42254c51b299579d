package io.github.kafkaconnect.webpubsub.bench.stub;

import io.netty.buffer.ByteBuf;

/** Finds the end of a request's head and the length of its body, and reads nothing else of it. */
final class RequestHead {

    private static final String NAME = "content-length:";

    private int bodyAt;
    private int bodyLength;

    /** Whether a whole request lies at the buffer's reader index; its body's place is then known. */
    boolean isWhole(ByteBuf in) {
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

    int bodyAt() {
        return bodyAt;
    }

    int bodyLength() {
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
