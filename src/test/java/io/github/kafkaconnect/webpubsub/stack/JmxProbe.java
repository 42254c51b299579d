package io.github.kafkaconnect.webpubsub.stack;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks at the MBeans of another process, which needs no option for that. */
public final class JmxProbe implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private JmxProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is that of a child on this machine
    public static JmxProbe attach(ChildProcess process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return new JmxProbe(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw new StackException("Cannot attach to " + process.name(), e);
        }
    }

    public boolean has(String object) {
        return ask(object, server::isRegistered);
    }

    /** The class of the object, which tells who registered it. */
    public String className(String object) {
        return ask(object, name -> server.getMBeanInfo(name).getClassName());
    }

    public Map<String, Object> attributes(String object) {
        return ask(object, name -> {
            String[] names = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            Map<String, Object> values = new TreeMap<>();
            for (Attribute attribute : server.getAttributes(name, names).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
            return values;
        });
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new StackException("Cannot close the JMX connection", e);
        }
    }

    private static <T> T ask(String object, Question<T> question) {
        try {
            return question.about(new ObjectName(object));
        } catch (IOException | JMException e) {
            throw new StackException("Cannot ask for " + object, e);
        }
    }

    private interface Question<T> {
        T about(ObjectName name) throws IOException, JMException;
    }
}
