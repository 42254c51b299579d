/**
 * Azure Web PubSub in memory, for tests and as a process. It shares no code with the connectors, because it is what they
 * are checked against.
 *
 * <p>Everything runs on one event loop: state is never locked, and a test sees one order of events. It listens on
 * loopback only.
 *
 * <h2>Admin path</h2>
 *
 * On the same port, without a token:
 *
 * <ul>
 *   <li>{@code GET /_emulator/hubs}: settings of all configured hubs by name.
 *   <li>{@code GET|PUT|DELETE /_emulator/hubs/{hub}}: the {@code properties} object that the management API has for a
 *       hub.
 *   <li>{@code POST /_emulator/faults}: adds a rule {@code {"fault": "answer"|"delay"|"resetBefore"|"resetAfter"|
 *       "halfBody", "status": 503, "retryAfter": "1", "delayMs": 100, "method": "POST", "pathContains": "/:send",
 *       "hub": "chat", "times": 3, "probability": 0.1}}; all but {@code fault} are optional.
 *   <li>{@code DELETE /_emulator/faults}: removes all rules.
 *   <li>{@code POST /_emulator/freeze}, {@code POST /_emulator/unfreeze}, {@code POST /_emulator/cut}: play dead, come
 *       back, close all sockets. A frozen emulator still answers the admin path.
 *   <li>{@code GET /_emulator/stats}: requests by status, connections, messages delivered, upstream events.
 * </ul>
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator;

import org.jspecify.annotations.NullMarked;
