@NullMarked
package io.github.kafkaconnect.webpubsub.common.config;

import org.jspecify.annotations.NullMarked;
