/** The options of the source connector, the rules between them, and the typed values that tasks work with. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.config;

import org.jspecify.annotations.NullMarked;
