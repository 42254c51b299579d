/**
 * Access keys and the tokens signed with them, tokens of Microsoft Entra identities and their roles; written on the JDK
 * alone, so that no library's bug is shared.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.auth;

import org.jspecify.annotations.NullMarked;
