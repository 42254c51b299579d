@NullMarked
package io.github.kafkaconnect.webpubsub.common.observe;

import org.jspecify.annotations.NullMarked;
