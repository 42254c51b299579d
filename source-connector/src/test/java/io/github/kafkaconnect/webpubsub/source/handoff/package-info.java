@NullMarked
package io.github.kafkaconnect.webpubsub.source.handoff;

import org.jspecify.annotations.NullMarked;
