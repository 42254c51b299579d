@NullMarked
package io.github.kafkaconnect.webpubsub.source.regression;

import org.jspecify.annotations.NullMarked;
