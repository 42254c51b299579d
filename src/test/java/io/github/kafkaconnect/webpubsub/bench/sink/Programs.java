package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.stack.ChildProcess;
import io.github.kafkaconnect.webpubsub.stack.JavaProgram;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the programs that make load, all with the same options of the JVM: 1 GB of heap, everything else as it is. */
final class Programs {

    /** Only errors: a contender that writes thousands of log lines would be measured at that. */
    private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=off";

    private Programs() {}

    /** A main class of this module. */
    static Running ours(Class<?> mainClass, Load load) {
        JavaProgram program =
                JavaProgram.start(mainClass.getSimpleName(), mainClass.getName(), Jvm.FULL, load.properties());
        return new Running(program.process(), () -> {
            program.process().kill();
            program.close();
        });
    }

    static Running sdk(Load load, String mode) {
        return peer("bench-sdk", "Sdk", load.properties(), mode);
    }

    /** With one event loop, like ours. */
    static Running parallelConsumer(Load load) {
        return peer("bench-parallel-consumer", "ParallelConsumerMain", load.properties(), "1");
    }

    /** With as many event loops as Vert.x takes by itself. */
    static Running parallelConsumerAsItIs(Load load) {
        return peer("bench-parallel-consumer", "ParallelConsumerMain", load.properties());
    }

    private static Running peer(String module, String mainClass, Map<String, String> properties, String... arguments) {
        Path target = ProjectFolder.root().resolve("target").resolve(module);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Jvm.FULL.options());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(QUIET);
        command.addAll(List.of("-cp", target.resolve("classes") + File.pathSeparator + target.resolve("libs") + "/*"));
        command.add("io.github.kafkaconnect.webpubsub.bench.peer." + mainClass);
        command.addAll(List.of(arguments));
        WorkFolder folder = WorkFolder.create(module);
        ChildProcess process = ChildProcess.start(module, folder, command, Map.of());
        return new Running(process, () -> {
            process.kill();
            folder.close();
        });
    }
}
