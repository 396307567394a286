package org.derl.bench.text;

/**
 * How many columns there are for whoever reads along. The launcher says which streams are terminals, and how wide;
 * files and pipes have none.
 */
public final class LineWidth {

    /** What a report takes where there is room. */
    private static final int REPORT = 80;

    /** Narrower terminals break lines themselves. */
    private static final int NARROWEST = 40;

    private LineWidth() {}

    /** Of the terminal that standard output is; 0 where it is none. */
    public static int ofOutput() {
        return of("derl.output");
    }

    /** Of the terminal that standard error is; 0 where it is none. */
    public static int ofErrors() {
        return of("derl.terminal");
    }

    /** Of reports on standard output, whatever it is. */
    public static int ofReports() {
        return ofOutput() == 0 ? REPORT : Math.min(REPORT, ofOutput());
    }

    private static int of(String property) {
        int columns = Integer.getInteger(property, 0);
        return columns <= 0 ? 0 : Math.max(NARROWEST, columns);
    }
}
