package org.derl.config;

/**
 * Thrown when the code of a plugin fails. The message has one line, which says what failed, in which jar, why, and
 * where in its code.
 */
public final class FaultyPluginException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param subject what failed and which jar it is of, for the message
     * @param cause what was thrown
     */
    public FaultyPluginException(String subject, Throwable cause) {
        super(subject + ": " + Fault.of(cause), cause);
    }

    /**
     * Runs code of a plugin.
     *
     * @param subject as above
     * @throws FaultyPluginException when the code throws something that it should not throw
     */
    public static <T, E extends Exception> T guarding(String subject, Work<T, E> work) throws E {
        try {
            return work.run();
        } catch (InvalidConfigException | FaultyPluginException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new FaultyPluginException(subject, e);
        }
    }

    /** Code of a plugin. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        /** Runs it. */
        T run() throws E;
    }
}
