@NullMarked
package io.github.kafkaconnect.webpubsub.source;

import org.jspecify.annotations.NullMarked;
