package org.derl.bench.published;

import java.util.Locale;
import org.derl.bench.statistics.Interval;

/** How what we measure compares with a published value. */
public enum Verdict {
    /** The published value is inside our interval. */
    REPRODUCED("="),
    /** Our whole interval is better than the published value. */
    BETTER("+"),
    /** Our whole interval is worse than the published value. */
    WORSE("-"),
    /** Something else was measured. */
    NOT_COMPARABLE("");

    private final String sign;

    Verdict(String sign) {
        this.sign = sign;
    }

    /**
     * The verdict on a value that can be compared.
     *
     * @param ours the interval of our mean; where it is not a number, nothing can be compared
     */
    public static Verdict of(Interval ours, double published, boolean higherIsBetter) {
        if (Double.isNaN(ours.low()) || Double.isNaN(ours.high())) {
            return NOT_COMPARABLE;
        } else if (ours.low() <= published && published <= ours.high()) {
            return REPRODUCED;
        }
        return ours.low() > published == higherIsBetter ? BETTER : WORSE;
    }

    /** What stands behind a published value in tables; nothing where it cannot be compared. */
    String sign() {
        return sign;
    }

    /** Such as {@code not comparable}. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
