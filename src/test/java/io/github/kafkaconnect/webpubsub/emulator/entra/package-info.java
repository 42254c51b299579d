/**
 * A Microsoft Entra ID in small: an authority that issues access tokens for the data plane, and the two endpoints from
 * which managed identities get theirs. It is off unless a test starts it.
 *
 * <pre>{@code
 * try (TokenAuthority authority = TokenAuthority.start();
 *         Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT)) {
 *     authority.register(Application.of(clientId, objectId).withSecret("secret"));
 *     emulator.entra().trust(authority);
 *     emulator.entra().assign(objectId, Role.SERVICE_OWNER);
 *     connect(authority.authorityHost(), authority.tenantId(), authority.caCertificatePem());
 * }
 * }</pre>
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.entra;

import org.jspecify.annotations.NullMarked;
