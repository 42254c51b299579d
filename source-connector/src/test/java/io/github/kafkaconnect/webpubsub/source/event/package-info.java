@NullMarked
package io.github.kafkaconnect.webpubsub.source.event;

import org.jspecify.annotations.NullMarked;
