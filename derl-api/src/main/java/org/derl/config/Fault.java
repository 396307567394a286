package org.derl.config;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;

/** What an exception that nobody expected says of its cause in one line, with the place in the code of its author. */
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

    /** Who calls it: what is further out is of no use to its author either. */
    private static final String CALLERS = "org.derl.bench.";

    /** But this is a plugin like those of others. */
    private static final String PLUGIN = CALLERS + "parity.blocks.";

    private Fault() {}

    /** The message, behind the name of its class where that says more, and where it was thrown. */
    public static String of(Throwable error) {
        Throwable cause = cause(error);
        return what(cause) + place(cause.getStackTrace());
    }

    /** Where its author's code is among frames, innermost first: " (at com.example.Gate.apply(Gate.java:7))", or nothing. */
    public static String place(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !frame.getClassName().startsWith(CALLERS)
                        || frame.getClassName().startsWith(PLUGIN))
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

    private static boolean isOfAuthor(StackTraceElement frame) {
        return BETWEEN.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static String at(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName()
                + (frame.getFileName() == null ? "" : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")");
    }
}
