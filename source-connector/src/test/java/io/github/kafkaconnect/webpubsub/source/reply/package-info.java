@NullMarked
package io.github.kafkaconnect.webpubsub.source.reply;

import org.jspecify.annotations.NullMarked;
