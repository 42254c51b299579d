@NullMarked
package io.github.kafkaconnect.webpubsub.common.errors;

import org.jspecify.annotations.NullMarked;
