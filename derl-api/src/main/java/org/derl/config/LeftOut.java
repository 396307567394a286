package org.derl.config;

import org.jspecify.annotations.Nullable;

/**
 * Settings from which nothing was built.
 *
 * @param path from the settings on that they are nested in, dotted
 * @param reason why nothing was built from them, as given to {@link Blueprint#leaveOut}; null if no reason was given
 */
public record LeftOut(String path, @Nullable String reason) {

    LeftOut within(String outer) {
        return new LeftOut(outer + "." + path, reason);
    }
}
