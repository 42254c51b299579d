/** The house as tests: which room may use which, and what no room may do. */
@NullMarked
package io.github.kafkaconnect.webpubsub.architecture;

import org.jspecify.annotations.NullMarked;
