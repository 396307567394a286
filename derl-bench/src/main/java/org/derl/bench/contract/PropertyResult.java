package org.derl.bench.contract;

import java.util.Locale;

/**
 * Whether a subject has a property.
 *
 * @param subject the kind and name of a model or part
 * @param property what was asked
 * @param detail the figure that decided, or the reason
 * @param refused whether the subject refuses, with a reason, what not every one can do; this holds the contract
 */
public record PropertyResult(String subject, String property, Outcome outcome, String detail, boolean refused) {

    PropertyResult(String subject, String property, Outcome outcome, String detail) {
        this(subject, property, outcome, detail, false);
    }

    /** What came out. */
    public enum Outcome {
        /** The subject has the property. */
        HOLDS,
        /** It has not, and its jar says why. */
        DECLARED,
        /** It has not. */
        FAILS,
        /** It could not be asked. */
        UNTESTED
    }

    /** One line, in columns. */
    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%-44s %-26s %-9s %s",
                        subject,
                        property,
                        outcome.name().toLowerCase(Locale.ROOT),
                        detail)
                .stripTrailing();
    }
}
