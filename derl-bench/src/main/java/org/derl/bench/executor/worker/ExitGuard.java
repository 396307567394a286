package org.derl.bench.executor.worker;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.derl.config.Fault;

/**
 * Notices that code of somebody else, such as a plugin, ends this process by {@code System.exit} in the midst of its
 * work.
 */
public final class ExitGuard {

    private volatile boolean released;

    private ExitGuard() {}

    /**
     * Begins to look.
     *
     * @param told is given the place of the call, as " (at class.method(file:line))", while the process ends; a signal,
     *     as by Ctrl-C, is no such call
     */
    public static ExitGuard install(Consumer<String> told) {
        ExitGuard guard = new ExitGuard();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!guard.released) {
                caller().ifPresent(told);
            }
        }));
        return guard;
    }

    /** The work is done: from here on the process may end. */
    public void release() {
        released = true;
    }

    /** The one thread that exits waits within the call until all hooks have run. */
    private static Optional<String> caller() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames -> Arrays.stream(frames).anyMatch(ExitGuard::exits))
                .map(Fault::place)
                .findFirst();
    }

    private static boolean exits(StackTraceElement frame) {
        return frame.getClassName().equals(Runtime.class.getName())
                && frame.getMethodName().equals("exit");
    }
}
