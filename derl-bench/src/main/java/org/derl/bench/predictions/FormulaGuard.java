package org.derl.bench.predictions;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running ids as formulas: an apostrophe in front makes a text of one. An id that looks as if
 * it had been guarded already gets one more, always, so that reading takes off what writing put on and nothing else.
 */
final class FormulaGuard {

    private static final String GUARD = "'";

    /** What a spreadsheet takes for a formula, after any number of apostrophes. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaGuard() {}

    /**
     * An id as it is written.
     *
     * @param guarded whether it is kept from being run
     */
    static String written(String id, boolean guarded) {
        return (guarded || id.startsWith(GUARD)) && FORMULA.matcher(id).matches() ? GUARD + id : id;
    }

    /** An id as it was. */
    static String read(String written) {
        return written.startsWith(GUARD) && FORMULA.matcher(written).matches()
                ? written.substring(GUARD.length())
                : written;
    }
}
