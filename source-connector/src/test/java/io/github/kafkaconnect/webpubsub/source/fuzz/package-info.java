/** The whole HTTP door under fire: what no service of Microsoft would send. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.fuzz;

import org.jspecify.annotations.NullMarked;
