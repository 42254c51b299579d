@NullMarked
package io.github.kafkaconnect.webpubsub.source.task;

import org.jspecify.annotations.NullMarked;
