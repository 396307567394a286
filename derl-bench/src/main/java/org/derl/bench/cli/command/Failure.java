package org.derl.bench.cli.command;

import com.typesafe.config.ConfigException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.derl.bench.failure.MemoryShortage;
import org.derl.bench.failure.UserMistake;
import org.derl.config.Settings;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a command ends that something has stopped.
 *
 * @param status the exit status
 * @param message what the user reads; empty where there is nothing to say
 * @param mistake ours, whose place we must see; null where the user can mend it
 */
public record Failure(int status, String message, @Nullable Throwable mistake) {

    /** An argument, a setting or a file cannot be used. */
    public static final int REFUSED = 2;

    /** The memory does not suffice. */
    public static final int OUT_OF_MEMORY = MemoryShortage.EXIT_STATUS;

    /** A mistake of DERL's own, or of a plugin. */
    public static final int MISTAKE = 71;

    /** Standard output could not be written to. */
    static final int UNWRITTEN = 74;

    /** What shells give a command that an interrupt has ended. */
    public static final int INTERRUPTED = 130;

    /** More tells nothing: a stack that overflows has a thousand alike. */
    private static final int MOST_FRAMES = 40;

    /** What to say of an error, and how to end. */
    public static Failure of(Throwable thrown) {
        Throwable error = unwrapped(thrown);
        if (error instanceof InterruptedException
                || error instanceof ClosedByInterruptException
                || error instanceof CancellationException) {
            return new Failure(INTERRUPTED, "", null);
        } else if (MemoryShortage.isCauseOf(error)) {
            return new Failure(OUT_OF_MEMORY, MemoryShortage.reason(error), null);
        } else if (error instanceof UnsatisfiedLinkError || error.getCause() instanceof UnsatisfiedLinkError) {
            return new Failure(REFUSED, "a native library cannot be loaded: " + Reason.of(error), null);
        } else if (error instanceof ConfigException mistake && !(error instanceof ConfigException.BugOrBroken)) {
            return new Failure(REFUSED, Reason.of(Settings.unreadable(mistake)), null);
        } else if (UserMistake.is(error)) {
            return new Failure(REFUSED, Reason.of(error), null);
        } else if (error instanceof LinkageError) {
            return mistake(
                    "classes do not fit together: a jar is missing, or a plugin was made for another version", error);
        }
        return mistake("this is a mistake of DERL's own, or of a plugin", error);
    }

    private static Failure mistake(String what, Throwable error) {
        return new Failure(
                MISTAKE,
                what + " (" + error.getClass().getSimpleName() + "); please report it as README.md says, with the"
                        + " command and these lines:",
                error);
    }

    /** What carries another error and adds nothing to it. */
    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        boolean carrier = error instanceof ExecutionException
                || error instanceof CompletionException
                || error instanceof UncheckedIOException
                || error instanceof ExceptionInInitializerError;
        return cause != null && (carrier || cause.toString().equals(error.getMessage())) ? unwrapped(cause) : error;
    }

    /** Says it. */
    public void print(PrintWriter err) {
        if (!message.isEmpty()) {
            err.println(message);
        }
        for (Throwable error = mistake; error != null; error = error.getCause()) {
            err.println((error == mistake ? "" : "caused by ") + error);
            StackTraceElement[] frames = error.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                err.println("    at " + frames[i]);
            }
        }
        err.flush();
    }
}
