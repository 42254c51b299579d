package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig.TaskIdentity;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.Sanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of one task as an MBean {@code kafka.connect:type=plugins,connector=...,task=...}. A successor that starts early takes the
 * name over; the late stop of its predecessor then leaves it alone.
 */
final class SourceMetrics implements DynamicMBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMetrics.class);

    private final SortedMap<String, LongSupplier> figureByName = new TreeMap<>();
    private final ObjectName name;

    private SourceMetrics(ObjectName name, EventCounters counters, AckLedger<?> ledger) {
        this.name = name;
        for (UpstreamEvent.Kind kind : UpstreamEvent.Kind.values()) {
            figureByName.put("event-" + kind.word() + "-total", () -> counters.received(kind));
        }
        for (Settlement settlement : Settlement.values()) {
            String word = settlement.name().toLowerCase(Locale.ROOT).replace('_', '-');
            figureByName.put("answer-" + word + "-total", () -> counters.settled(settlement));
        }
        figureByName.put("request-refused-total", counters::refused);
        figureByName.put("event-repeated-total", counters::joined);
        figureByName.put("record-total", counters::records);
        figureByName.put("answer-owed", ledger::events);
        figureByName.put("answer-owed-bytes", ledger::bytes);
    }

    /** Publishes the figures; without a name that JMX accepts they stay private, which is no reason to fail. */
    static @Nullable SourceMetrics publish(TaskIdentity identity, EventCounters counters, AckLedger<?> ledger) {
        try {
            ObjectName name = new ObjectName("kafka.connect:type=plugins,connector="
                    + Sanitizer.jmxSanitize(identity.connector()) + ",task=" + identity.index());
            SourceMetrics metrics = new SourceMetrics(name, counters, ledger);
            metrics.register();
            return metrics;
        } catch (JMException e) {
            LOG.warn("The task's figures cannot be published", e);
            return null;
        }
    }

    private void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (SourceMetrics.class) {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(this, name);
        }
    }

    /** Takes the figures away, unless a successor has the name. Idempotent. */
    @Override
    public void close() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (SourceMetrics.class) {
            try {
                if (isMine(server)) {
                    server.unregisterMBean(name);
                }
            } catch (JMException e) {
                LOG.debug("The task's figures were gone already", e);
            }
        }
    }

    private boolean isMine(MBeanServer server) throws JMException {
        try {
            return server.isRegistered(name)
                    && Integer.valueOf(System.identityHashCode(this)).equals(owner(server));
        } catch (InstanceNotFoundException e) {
            return false;
        }
    }

    private Object owner(MBeanServer server) throws JMException {
        return server.getAttribute(name, "owner-identity");
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        if (attribute.equals("owner-identity")) {
            return System.identityHashCode(this);
        }
        LongSupplier figure = figureByName.get(attribute);
        if (figure == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return figure.getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            LongSupplier figure = figureByName.get(attribute);
            if (figure != null) {
                values.add(new Attribute(attribute, figure.getAsLong()));
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String action, Object[] parameters, String[] signature) {
        return null;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = figureByName.keySet().stream()
                .map(figure -> new MBeanAttributeInfo(figure, "long", figure, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(SourceMetrics.class.getName(), "figures of a source task", attributes, null, null, null);
    }
}
