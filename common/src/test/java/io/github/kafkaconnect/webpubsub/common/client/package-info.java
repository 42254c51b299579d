/** How answers and failures become outcomes. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.client;

import org.jspecify.annotations.NullMarked;
