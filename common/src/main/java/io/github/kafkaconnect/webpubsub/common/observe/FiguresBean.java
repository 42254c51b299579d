package io.github.kafkaconnect.webpubsub.common.observe;

import java.lang.management.ManagementFactory;
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
 * The figures as an MBean of our own, with the object name that a worker with plugin metrics would give them. A successor that starts
 * early takes the name over; the late stop of its predecessor then leaves it alone.
 */
final class FiguresBean implements DynamicMBean, TaskFigures.Place {
    private static final Logger LOG = LoggerFactory.getLogger(FiguresBean.class);

    private final Figures figures;
    private final ObjectName name;

    private FiguresBean(ObjectName name, Figures figures) {
        this.name = name;
        this.figures = figures;
    }

    /** Without a name that JMX accepts the figures stay private, which is no reason to fail. */
    static TaskFigures.Place of(TaskName task, Figures figures) {
        try {
            return new FiguresBean(
                    new ObjectName("kafka.connect:type=plugins,connector=" + Sanitizer.jmxSanitize(task.connector())
                            + ",task=" + task.index()),
                    figures);
        } catch (JMException e) {
            LOG.warn("The task's figures cannot be published", e);
            return TaskFigures.Place.NOWHERE;
        }
    }

    @Override
    public boolean publish() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (FiguresBean.class) {
            try {
                if (server.isRegistered(name)) {
                    server.unregisterMBean(name);
                }
                server.registerMBean(this, name);
            } catch (JMException e) {
                LOG.warn("The task's figures cannot be published", e);
            }
        }
        return true;
    }

    /** Takes the figures away, unless a successor has the name. */
    @Override
    public void withdraw() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (FiguresBean.class) {
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
        Figures.Figure figure = figures.find(attribute);
        if (figure == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return figure.value().getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            Figures.Figure figure = figures.find(attribute);
            if (figure != null) {
                values.add(new Attribute(attribute, figure.value().getAsLong()));
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
        MBeanAttributeInfo[] attributes = figures.all().stream()
                .map(figure -> new MBeanAttributeInfo(figure.name(), "long", figure.meaning(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(FiguresBean.class.getName(), "figures of a task", attributes, null, null, null);
    }
}
