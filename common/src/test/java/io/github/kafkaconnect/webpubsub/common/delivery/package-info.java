@NullMarked
package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.NullMarked;
