package org.derl.config;

import org.jspecify.annotations.Nullable;

/**
 * Settings of something that was not built.
 *
 * @param path from the settings on that they are nested in, dotted
 * @param reason why nothing was built of them, as it was given to {@link Blueprint#leaveOut}; absent where nobody said so
 */
public record LeftOut(String path, @Nullable String reason) {

    LeftOut within(String outer) {
        return new LeftOut(outer + "." + path, reason);
    }
}
