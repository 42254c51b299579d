@NullMarked
package io.github.kafkaconnect.webpubsub.sink.workflow;

import org.jspecify.annotations.NullMarked;
