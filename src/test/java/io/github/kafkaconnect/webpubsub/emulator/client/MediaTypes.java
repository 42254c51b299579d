package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.service.DataType;

/** Media types of upstream bodies and the data types of frames. */
final class MediaTypes {
    private MediaTypes() {}

    static String of(DataType type) {
        return switch (type) {
            case TEXT -> "text/plain";
            case JSON -> "application/json";
            case BINARY -> "application/octet-stream";
            case PROTOBUF -> "application/x-protobuf";
        };
    }

    static DataType dataType(String mediaType) {
        return switch (mediaType) {
            case "text/plain" -> DataType.TEXT;
            case "application/json" -> DataType.JSON;
            case "application/x-protobuf" -> DataType.PROTOBUF;
            default -> DataType.BINARY;
        };
    }
}
