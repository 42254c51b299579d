@NullMarked
package io.github.kafkaconnect.webpubsub.source.policy;

import org.jspecify.annotations.NullMarked;
