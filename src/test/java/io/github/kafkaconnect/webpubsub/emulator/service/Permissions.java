package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one connection may do with groups: roles from its token or from the connect answer, and literal grants and
 * revocations made later. A literal revocation is an exception from a broader role.
 */
public final class Permissions {
    private final Map<Permission, Grants> grantsByPermission = new EnumMap<>(Permission.class);
    private final int literalsMax;

    /** Thrown when a connection's literal permissions are full. */
    public static final class FullException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class Grants {
        boolean any;
        final List<GroupPattern> patterns = new ArrayList<>();
        final Map<String, Boolean> allowedByGroup = new HashMap<>();

        boolean allow(String group) {
            Boolean literal = allowedByGroup.get(group);
            return literal != null ? literal : broadly(group);
        }

        boolean broadly(String group) {
            return any || patterns.stream().anyMatch(pattern -> pattern.matches(group));
        }
    }

    public Permissions(Collection<String> roles, int literalsMax) {
        this.literalsMax = literalsMax;
        for (Permission permission : Permission.values()) {
            grantsByPermission.put(permission, new Grants());
        }
        roles.forEach(this::addRole);
    }

    private void addRole(String role) {
        grantsByPermission.forEach((permission, grants) -> {
            String prefix = permission.role();
            if (role.equals(prefix)) {
                grants.any = true;
            } else if (role.startsWith(prefix + ".")) {
                grants.allowedByGroup.put(role.substring(prefix.length() + 1), true);
            } else if (role.startsWith(prefix + "s.")) {
                GroupPattern.parse(role.substring(prefix.length() + 2)).ifPresent(grants.patterns::add);
            }
        });
    }

    public boolean allow(Permission permission, String group) {
        return grants(permission).allow(group);
    }

    /** Grants one group literally, or takes back its exception from a broader role; a repeated grant changes nothing. */
    public void grant(Permission permission, String group) throws FullException {
        Grants grants = grants(permission);
        if (grants.broadly(group)) {
            grants.allowedByGroup.remove(group);
        } else if (!grants.allow(group)) {
            put(grants, group, true);
        }
    }

    /** Takes one group away, also from under a broader role. */
    public void revoke(Permission permission, String group) throws FullException {
        Grants grants = grants(permission);
        if (grants.broadly(group)) {
            put(grants, group, false);
        } else {
            grants.allowedByGroup.remove(group);
        }
    }

    private void put(Grants grants, String group, boolean allowed) throws FullException {
        int literals = 0;
        for (Grants each : grantsByPermission.values()) {
            literals += each.allowedByGroup.size();
        }
        if (literals >= literalsMax && !grants.allowedByGroup.containsKey(group)) {
            throw new FullException();
        }
        grants.allowedByGroup.put(group, allowed);
    }

    private Grants grants(Permission permission) {
        return Objects.requireNonNull(grantsByPermission.get(permission));
    }
}
