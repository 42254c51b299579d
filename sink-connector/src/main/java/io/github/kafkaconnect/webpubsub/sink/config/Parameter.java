package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;

/** What an operation may be told besides its hub, each by an option that is a template, or a list of them. */
public enum Parameter {
    GROUP,
    USER,
    CONNECTION,
    PERMISSION,
    PERMISSION_GROUP,
    REASON,
    FILTER,
    EXCLUDED;

    public Option<?> option() {
        return switch (this) {
            case GROUP -> OperationOptions.GROUP_NAME;
            case USER -> OperationOptions.USER;
            case CONNECTION -> OperationOptions.CONNECTION;
            case PERMISSION -> OperationOptions.PERMISSION;
            case PERMISSION_GROUP -> OperationOptions.PERMISSION_GROUP;
            case REASON -> OperationOptions.REASON;
            case FILTER -> OperationOptions.FILTER;
            case EXCLUDED -> OperationOptions.EXCLUDED;
        };
    }
}
