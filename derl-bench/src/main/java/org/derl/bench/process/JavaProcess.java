package org.derl.bench.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a process like this one is started. */
public final class JavaProcess {

    /** Debuggers, and the compiler of short commands. */
    private static final List<String> NOT_PASSED_ON = List.of("-agentlib", "-javaagent", "-XX:TieredStopAtLevel=");

    /** How the launcher says by which options whatever trains is compiled, separated by spaces. */
    private static final String TRAINING = "derl.training-options";

    private JavaProcess() {}

    /**
     * The words that start a class with the Java, class path and options of this process; debuggers are left out. Where this
     * process is compiled as a short command is, the other one is compiled as whatever trains.
     */
    public static List<String> command(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                options(ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getProperty(TRAINING, "")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }

    static List<String> options(List<String> own, String training) {
        return Stream.concat(own.stream(), Stream.of(training.split(" ")))
                .filter(option -> !option.isEmpty() && NOT_PASSED_ON.stream().noneMatch(option::startsWith))
                .toList();
    }
}
