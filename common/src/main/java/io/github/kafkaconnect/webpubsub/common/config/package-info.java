/** Declare each option once; derive the ConfigDef, typed values and the Markdown page from it. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.config;

import org.jspecify.annotations.NullMarked;
