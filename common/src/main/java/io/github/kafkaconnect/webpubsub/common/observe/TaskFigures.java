package io.github.kafkaconnect.webpubsub.common.observe;

import java.lang.management.ManagementFactory;
import java.util.Map;
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
public final class TaskFigures implements DynamicMBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFigures.class);

    private final SortedMap<String, LongSupplier> figureByName;
    private final ObjectName name;

    private TaskFigures(ObjectName name, Map<String, LongSupplier> figures) {
        this.name = name;
        this.figureByName = new TreeMap<>(figures);
    }

    /**
     * Publishes the figures; without a name that JMX accepts they stay private, which is no reason to fail.
     *
     * @param figures by name, such as {@code record-delivered-total}; read by any thread
     */
    public static @Nullable TaskFigures publish(String connector, int task, Map<String, LongSupplier> figures) {
        try {
            ObjectName name = new ObjectName(
                    "kafka.connect:type=plugins,connector=" + Sanitizer.jmxSanitize(connector) + ",task=" + task);
            TaskFigures metrics = new TaskFigures(name, figures);
            metrics.register();
            return metrics;
        } catch (JMException e) {
            LOG.warn("The task's figures cannot be published", e);
            return null;
        }
    }

    private void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (TaskFigures.class) {
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
        synchronized (TaskFigures.class) {
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
        return new MBeanInfo(TaskFigures.class.getName(), "figures of a task", attributes, null, null, null);
    }
}
