@NullMarked
package io.github.kafkaconnect.webpubsub.sink.task;

import org.jspecify.annotations.NullMarked;
