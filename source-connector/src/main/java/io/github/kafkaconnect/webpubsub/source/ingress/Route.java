package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.util.Set;

/**
 * The way from an address to one task: its connector's path and hubs.
 *
 * @param path without a slash at the end
 * @param healthPath answers for all routes of the address that have the same
 * @param requests counts what comes this way and is no event of the task
 */
public record Route(
        String connector,
        int task,
        String path,
        String healthPath,
        Set<Hub> hubs,
        AbuseProtection origins,
        EventIntake<?> intake,
        RequestCounters requests) {
    public Route {
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        hubs = Set.copyOf(hubs);
    }

    /** Whether a newer route of the same task takes this one's place. */
    boolean isSameTask(Route other) {
        return connector.equals(other.connector) && task == other.task;
    }

    /** Whether both claim the same events for different connectors. */
    boolean clashesWith(Route other) {
        return !connector.equals(other.connector)
                && path.equals(other.path)
                && hubs.stream().anyMatch(other.hubs::contains);
    }
}
