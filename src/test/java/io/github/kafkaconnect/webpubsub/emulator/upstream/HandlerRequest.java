package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;

/** One request to a handler; may be sent several times. */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
record HandlerRequest(HttpMethod method, URI url, HttpHeaders headers, byte[] body) {}
