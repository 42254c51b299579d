@NullMarked
package io.github.kafkaconnect.webpubsub.sink.explain;

import org.jspecify.annotations.NullMarked;
