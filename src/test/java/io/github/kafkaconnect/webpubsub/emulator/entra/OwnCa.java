package io.github.kafkaconnect.webpubsub.emulator.entra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody trusts by itself, and the certificate of this host that it signed. */
final class OwnCa implements AutoCloseable {
    private static final String CA = "ca";
    private static final String HOST = "host";

    private final Path folder;
    private final Path pem;
    private final SSLContext context;

    OwnCa() {
        try {
            folder = Files.createTempDirectory("token-authority");
            Keytool keytool = new Keytool(folder.resolve("authority.p12"));
            keytool.addPair(CA, "CN=token authority CA", List.of("-keyalg", "EC", "-ext", "bc:c"));
            keytool.addPair(
                    HOST,
                    "CN=localhost",
                    List.of("-keyalg", "EC", "-signer", CA, "-ext", "SAN=dns:localhost,ip:127.0.0.1"));
            KeyStore store = keytool.load();
            pem = Files.writeString(folder.resolve("ca.pem"), Pem.of(store.getCertificate(CA)));
            store.deleteEntry(CA);
            context = context(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK does not take what its keytool made", e);
        }
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, Keytool.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    Path pem() {
        return pem;
    }

    SSLContext context() {
        return context;
    }

    /** Deletes the files. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
