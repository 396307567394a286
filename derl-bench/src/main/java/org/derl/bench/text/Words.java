package org.derl.bench.text;

import java.util.Locale;

/** Numbers as reports write them. */
public final class Words {

    private Words() {}

    /** Such as "1 sample" or "1,284 samples". */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** Such as .94. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.2f", share).replaceFirst("^0", "");
    }

    /** Such as 12.50 %; what is not zero is not written as if it were. */
    public static String percent(double share) {
        if (share == 0) {
            return "0";
        }
        return share < 5e-5 ? "< 0.01 %" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Without needless zeros, such as 3.5. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf((float) value);
    }

    /** Such as 15.6 kB. */
    public static String bytes(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
