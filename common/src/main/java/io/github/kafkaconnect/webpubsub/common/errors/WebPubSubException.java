package io.github.kafkaconnect.webpubsub.common.errors;

import org.jspecify.annotations.Nullable;

/** A failure with a stable code. Its message never holds a payload or a credential. */
public final class WebPubSubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    public WebPubSubException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    public WebPubSubException(ErrorCode code, String detail, @Nullable Throwable cause) {
        super(code.id() + " " + detail, cause);
        this.code = code;
        this.detail = detail;
    }

    public ErrorCode code() {
        return code;
    }

    /** The message without its code. */
    public String detail() {
        return detail;
    }
}
