/**
 * A deterministic simulation of the sink's task: the real parts from Connect's calls down to the client, against a simulated worker
 * and a simulated service, in virtual time, on one thread, from one seed.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.NullMarked;
