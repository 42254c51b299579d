@NullMarked
package io.github.kafkaconnect.webpubsub.source.mapping;

import org.jspecify.annotations.NullMarked;
