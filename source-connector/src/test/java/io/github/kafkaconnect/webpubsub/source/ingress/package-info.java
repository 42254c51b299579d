@NullMarked
package io.github.kafkaconnect.webpubsub.source.ingress;

import org.jspecify.annotations.NullMarked;
