/** Names, limits and encodings of Web PubSub: pure data and codecs, no I/O. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.protocol;

import org.jspecify.annotations.NullMarked;
