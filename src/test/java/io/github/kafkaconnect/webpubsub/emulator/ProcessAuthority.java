package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.auth.Role;
import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.emulator.entra.TokenAuthority;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token authority of the emulator's process: started when one of its properties is given, as README.md lists them. A client id is the
 * object id as well.
 *
 * @param port of the authority; 0 for any
 * @param machinesPort of the endpoints for managed identities; 0 for any
 * @param machines the first of them is the one that a request without a client id is for
 */
record ProcessAuthority(int port, int machinesPort, String tenant, List<Client> clients, List<Client> machines) {
    static final String PREFIX = "emulator.entra.";

    private static final String PORT = PREFIX + "port";
    private static final String MACHINES_PORT = PREFIX + "machines.port";
    private static final String TENANT = PREFIX + "tenant";
    private static final String CLIENTS = PREFIX + "clients";
    private static final String MACHINES = PREFIX + "machines";
    private static final Set<String> ALL = Set.of(PORT, MACHINES_PORT, TENANT, CLIENTS, MACHINES);

    /**
     * An identity and what it may do.
     *
     * @param secret null for a managed identity
     * @param role null for none, so that the service refuses it
     */
    record Client(String id, @Nullable String secret, @Nullable Role role) {
        private Application application() {
            Application application = Application.of(id, id);
            return secret == null ? application : application.withSecret(secret);
        }

        @Override
        public String toString() {
            return id + ":" + role;
        }
    }

    /**
     * Empty when no property asks for it.
     *
     * @throws IllegalArgumentException for an unknown property, or a value that is none
     */
    static Optional<ProcessAuthority> read(Map<String, String> properties) {
        Set<String> given = new TreeSet<>(properties.keySet());
        given.removeIf(property -> !property.startsWith(PREFIX) || property.equals(ProcessOptions.ENTRA));
        for (String property : given) {
            if (!ALL.contains(property)) {
                throw new IllegalArgumentException("There is no option " + property);
            }
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String tenant = properties.getOrDefault(TENANT, "");
        return Optional.of(new ProcessAuthority(
                port(PORT, properties),
                port(MACHINES_PORT, properties),
                tenant.isEmpty() ? UUID.randomUUID().toString() : tenant,
                clients(CLIENTS, properties, 3),
                clients(MACHINES, properties, 2)));
    }

    private static int port(String property, Map<String, String> properties) {
        String text = properties.getOrDefault(property, "0");
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(property + "=" + text + " is not a port, 0 to 65535");
    }

    private static List<Client> clients(String property, Map<String, String> properties, int parts) {
        String text = properties.getOrDefault(property, "");
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(client -> client(property, client.strip().split(":", -1), parts))
                        .toList();
    }

    private static Client client(String property, String[] parts, int expected) {
        if (parts.length != expected || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(
                    property + " holds " + (expected == 3 ? "client:secret:role" : "client:role")
                            + " for each identity, separated by commas");
        }
        return new Client(parts[0], expected == 3 ? parts[1] : null, role(property, parts[expected - 1]));
    }

    private static @Nullable Role role(String property, String text) {
        return switch (text) {
            case "owner" -> Role.SERVICE_OWNER;
            case "reader" -> Role.SERVICE_READER;
            case "none" -> null;
            default -> throw new IllegalArgumentException(property + ": a role is owner, reader or none, not " + text);
        };
    }

    /**
     * An authority that the emulator trusts from now on; the caller closes it.
     *
     * @throws java.io.UncheckedIOException when a port is busy
     */
    TokenAuthority start(Emulator emulator) {
        TokenAuthority authority =
                TokenAuthority.start(new TokenAuthority.Settings(port, machinesPort, tenant), InstantSource.system());
        emulator.entra().trust(authority);
        clients.forEach(client -> authority.register(client.application()));
        for (int i = 0; i < machines.size(); i++) {
            Application machine = machines.get(i).application();
            authority.userAssigned(machine);
            if (i == 0) {
                authority.systemAssigned(machine);
            }
        }
        clients.forEach(client -> assign(emulator, client));
        machines.forEach(client -> assign(emulator, client));
        return authority;
    }

    private static void assign(Emulator emulator, Client client) {
        if (client.role() != null) {
            emulator.entra().assign(client.id(), client.role());
        }
    }

    /** What clients need to know, in one line. */
    static String line(TokenAuthority authority) {
        return "ENTRA authority=" + authority.authorityHost() + " tenant=" + authority.tenantId() + " ca="
                + authority.caCertificatePem() + " imds=" + authority.imdsHost() + " appservice="
                + authority.appServiceUrl() + " identityheader=" + authority.identityHeader();
    }
}
