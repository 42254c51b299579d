package io.github.kafkaconnect.webpubsub.emulator.entra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate for an application, with its key, as operators have them.
 *
 * @param pem a file with the PKCS8 key and the certificate
 * @param pkcs12 a key store with both
 * @param pkcs12Password of the key store
 */
public record ClientCertificate(
        X509Certificate certificate, PrivateKey key, Path pem, Path pkcs12, String pkcs12Password) {
    private static final String ALIAS = "client";

    /** Makes a fresh one with its files in a folder. */
    public static ClientCertificate make(Path folder, String name) {
        Path pkcs12 = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        Keytool keytool = new Keytool(pkcs12);
        keytool.addPair(ALIAS, "CN=" + name, List.of("-keyalg", "RSA", "-keysize", "2048"));
        KeyStore store = keytool.load();
        try {
            X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
            PrivateKey key = (PrivateKey) store.getKey(ALIAS, Keytool.PASSWORD.toCharArray());
            Files.writeString(pem, Pem.of(key) + Pem.of(certificate));
            return new ClientCertificate(certificate, key, pem, pkcs12, Keytool.PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not the key store that keytool made: " + pkcs12, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
