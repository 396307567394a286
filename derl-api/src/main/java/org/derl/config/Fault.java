package org.derl.config;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;

/** Describes an unexpected exception in one line: its cause, and the place in the code of its author. */
public final class Fault {

    /** Whose frames say nothing to the author of a part: Java's, the engine's, and those of what parts are made of. */
    private static final List<String> BETWEEN = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "ai.djl.",
            "com.google.",
            "com.typesafe.",
            "org.derl.config.",
            "org.derl.tensor.",
            "org.derl.data.",
            "org.derl.eval.",
            "org.derl.io.",
            "org.derl.part.",
            "org.derl.model.",
            "org.derl.plugin.");

    /** The packages that call it: what is further out is of no use to its author either. */
    private static final Set<String> CALLERS = Set.of(
            "org.derl.bench",
            "org.derl.bench.configuration",
            "org.derl.bench.claim",
            "org.derl.bench.cli",
            "org.derl.bench.cli.command",
            "org.derl.bench.cli.compare",
            "org.derl.bench.cli.data",
            "org.derl.bench.cli.predict",
            "org.derl.bench.cli.probe",
            "org.derl.bench.cli.progress",
            "org.derl.bench.compare",
            "org.derl.bench.comparison",
            "org.derl.bench.contract",
            "org.derl.bench.control",
            "org.derl.bench.data",
            "org.derl.bench.datacheck",
            "org.derl.bench.datacheck.check",
            "org.derl.bench.datacheck.report",
            "org.derl.bench.datacheck.statistics",
            "org.derl.bench.djl",
            "org.derl.bench.executor",
            "org.derl.bench.executor.local",
            "org.derl.bench.executor.slurm",
            "org.derl.bench.executor.worker",
            "org.derl.bench.explain",
            "org.derl.bench.failure",
            "org.derl.bench.gap",
            "org.derl.bench.history",
            "org.derl.bench.merging",
            "org.derl.bench.metric",
            "org.derl.bench.page",
            "org.derl.bench.parity",
            "org.derl.bench.parity.block",
            "org.derl.bench.parity.fixture",
            "org.derl.bench.parity.model",
            "org.derl.bench.parity.standalone",
            "org.derl.bench.predict",
            "org.derl.bench.predictions",
            "org.derl.bench.probe",
            "org.derl.bench.probe.leak",
            "org.derl.bench.published",
            "org.derl.bench.raw",
            "org.derl.bench.robustness",
            "org.derl.bench.scaffold",
            "org.derl.bench.schema",
            "org.derl.bench.search",
            "org.derl.bench.sharing",
            "org.derl.bench.speed",
            "org.derl.bench.statistics",
            "org.derl.bench.sweep",
            "org.derl.bench.table",
            "org.derl.bench.text",
            "org.derl.bench.train",
            "org.derl.bench.train.diagnosis",
            "org.derl.bench.train.run",
            "org.derl.bench.train.schedule",
            "org.derl.bench.trial",
            "org.derl.bench.tune",
            "org.derl.bench.verify");

    private Fault() {}

    /** The message, after the name of its class where that says more, and where it was thrown. */
    public static String of(Throwable error) {
        Throwable cause = cause(error);
        return what(cause) + place(cause.getStackTrace());
    }

    /** Where its author's code is among frames, innermost first: " (at com.example.Gate.apply(Gate.java:7))", or nothing. */
    public static String place(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !CALLERS.contains(packageOf(frame)))
                .filter(Fault::isOfAuthor)
                .findFirst()
                .map(frame -> " (at " + at(frame) + ")")
                .orElse("");
    }

    /** The same without the place. */
    static String what(Throwable error) {
        String message = error.getMessage();
        String type = error.getClass().getSimpleName();
        if (message == null) {
            return type;
        }
        boolean plain =
                error.getClass() == IllegalArgumentException.class || error.getClass() == IllegalStateException.class;
        return (plain ? "" : type + ": ") + message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Without what only says that something was thrown. */
    private static Throwable cause(Throwable error) {
        boolean wraps = error instanceof InvocationTargetException
                || error instanceof ExceptionInInitializerError
                || error instanceof ServiceConfigurationError
                || error instanceof UncheckedIOException;
        return wraps && error.getCause() != null ? cause(error.getCause()) : error;
    }

    private static String packageOf(StackTraceElement frame) {
        return frame.getClassName()
                .substring(0, Math.max(0, frame.getClassName().lastIndexOf('.')));
    }

    private static boolean isOfAuthor(StackTraceElement frame) {
        return BETWEEN.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static String at(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName()
                + (frame.getFileName() == null ? "" : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")");
    }
}
