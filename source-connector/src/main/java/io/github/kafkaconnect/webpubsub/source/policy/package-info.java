/** Who may connect and what a user event is answered, by rules and templates of the configuration; pure. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.policy;

import org.jspecify.annotations.NullMarked;
