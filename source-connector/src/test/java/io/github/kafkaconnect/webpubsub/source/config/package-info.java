@NullMarked
package io.github.kafkaconnect.webpubsub.source.config;

import org.jspecify.annotations.NullMarked;
