@NullMarked
package io.github.kafkaconnect.webpubsub.common.runtime;

import org.jspecify.annotations.NullMarked;
