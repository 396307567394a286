package org.derl.io;

/** Counts and numbers as messages write them. */
public final class Quantity {

    private Quantity() {}

    /** Such as "1 sample" or "3 samples". */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** The same with the words for one and for any other count, such as "sample has" and "samples have". */
    public static String of(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    /** A number in no more digits than tell it: 3, and 7.9 for that float, which as a double has 17 digits. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return (float) value == value ? String.valueOf((float) value) : String.valueOf(value);
    }
}
