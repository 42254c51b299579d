/**
 * The stub that all contenders of a comparison send to: a process of its own that takes every request, answers it after
 * a set time and counts. It reads neither paths nor tokens, so that the contender and not the stub is measured.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.stub;

import org.jspecify.annotations.NullMarked;
