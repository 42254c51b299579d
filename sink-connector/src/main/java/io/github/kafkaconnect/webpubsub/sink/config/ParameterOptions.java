package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The option for each parameter of a call that has one; all are templates. */
public final class ParameterOptions {
    private static final Map<Parameter, Option<?>> BY_PARAMETER = byParameter();

    private ParameterOptions() {}

    static Map<Parameter, Option<?>> all() {
        return BY_PARAMETER;
    }

    /** The key of the option that gives a parameter, or the parameter's own name where there is none. */
    public static String label(Parameter parameter) {
        Option<?> option =
                parameter == Parameter.MESSAGE_TTL ? LiveOptions.MESSAGE_TTL_SECONDS : BY_PARAMETER.get(parameter);
        return option == null ? parameter.parameterName() : option.key();
    }

    private static Map<Parameter, Option<?>> byParameter() {
        Map<Parameter, Option<?>> options = new EnumMap<>(Parameter.class);
        options.put(Parameter.GROUP, OperationOptions.GROUP_NAME);
        options.put(Parameter.USER, OperationOptions.USER);
        options.put(Parameter.CONNECTION, OperationOptions.CONNECTION);
        options.put(Parameter.PERMISSION, OperationOptions.PERMISSION);
        options.put(Parameter.PERMISSION_GROUP, OperationOptions.PERMISSION_GROUP);
        options.put(Parameter.REASON, OperationOptions.REASON);
        options.put(Parameter.FILTER, OperationOptions.FILTER);
        options.put(Parameter.EXCLUDED, OperationOptions.EXCLUDED);
        options.put(Parameter.GROUPS, OperationOptions.GROUPS);
        options.put(Parameter.ROLES, OperationOptions.ROLES);
        options.put(Parameter.MINUTES, OperationOptions.MINUTES);
        options.put(Parameter.CLIENT_TYPE, OperationOptions.CLIENT_TYPE);
        options.put(Parameter.TOP, OperationOptions.TOP);
        return Collections.unmodifiableMap(options);
    }
}
