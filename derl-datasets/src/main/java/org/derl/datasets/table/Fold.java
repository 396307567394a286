package org.derl.datasets.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The splits of a published data set, by the names that its files use. */
public enum Fold {
    TRAIN,
    VALID,
    TEST;

    public static Optional<Fold> of(String name) {
        return Arrays.stream(values())
                .filter(fold -> fold.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
