/**
 * The data plane over HTTP, version 2024-12-01: all 25 operations with their checks, statuses and error bodies.
 *
 * <p>Order of checks: route, api-version, parameters (400), token (401), filter (400), Content-Length (400), media
 * type (415), body (400), metadata (400), then the act itself.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.rest;

import org.jspecify.annotations.NullMarked;
