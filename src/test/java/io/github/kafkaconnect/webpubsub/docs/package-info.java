/** The documents as tests: what README.md shows must be true of the code. */
@NullMarked
package io.github.kafkaconnect.webpubsub.docs;

import org.jspecify.annotations.NullMarked;
