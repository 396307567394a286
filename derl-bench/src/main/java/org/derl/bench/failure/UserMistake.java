package org.derl.bench.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.derl.bench.train.run.DivergedException;
import org.derl.config.InvalidConfigException;

/** What a user can mend: an argument, a setting, a file, or a plugin that is named. */
public final class UserMistake {

    private UserMistake() {}

    /**
     * Whether an error is one, which says so in a message; where there is none, or Java's own, it was not meant for
     * users.
     */
    public static boolean is(Throwable error) {
        return error instanceof IOException
                || error instanceof UncheckedIOException
                || error instanceof InvalidConfigException
                || error instanceof DivergedException
                || ((error instanceof IllegalArgumentException || error instanceof IllegalStateException)
                        && error.getMessage() != null
                        && !(error instanceof NumberFormatException));
    }
}
