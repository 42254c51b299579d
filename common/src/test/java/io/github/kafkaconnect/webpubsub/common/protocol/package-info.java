/** What names, payloads and operations promise. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.protocol;

import org.jspecify.annotations.NullMarked;
