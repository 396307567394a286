package org.derl.datasets.csv;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What single values of a table are: numbers, names that look like such, or nothing. */
public final class Cells {

    /** What begins with a zero that says nothing, such as 0001, is a name and no number. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf|[+-]?infinity)");

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?(0|[1-9][0-9]*)?,[0-9]+([eE][+-]?[0-9]+)?");

    /** What may as well be a whole number above 999. */
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+");

    /** What stands for a number above 999 in some language. */
    private static final Pattern GROUPED =
            Pattern.compile("[+-]?[1-9][0-9]{0,2}([,. '\u00a0\u202f\u2019][0-9]{3})+([.,][0-9]+)?");

    /** Every whole number of so many digits is a double. */
    private static final int EXACT_DIGITS = 15;

    /** Whole numbers of more digits are names, whatever they are. */
    private static final int MOST_DIGITS = 30;

    /** What R, pandas, Excel and C write where there is no number, in small letters. */
    private static final Set<String> MISSING = Set.of(
            "",
            "na",
            "n/a",
            "<na>",
            "#n/a",
            "#na",
            "#name?",
            "#div/0!",
            "#value!",
            "#ref!",
            "#num!",
            "#null!",
            "null",
            "none",
            "-nan",
            "-nan(ind)",
            "nan(ind)",
            "1.#ind",
            "-1.#ind",
            "1.#qnan",
            "-1.#qnan",
            "?",
            "-",
            "--");

    private Cells() {}

    /** The cell with the minus of typewriters where that of typesetters stands. */
    private static String typed(String cell) {
        return cell.replace('\u2212', '-');
    }

    /** Whether nothing is there, in whatever way that is written; NaN is a number. */
    public static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** What no column is called: a number, or digits alone, which may be an id. */
    static boolean isValue(String written) {
        String cell = typed(written);
        return NUMBER.matcher(cell).matches() || WHOLE.matcher(cell).matches() || hasDecimalComma(cell);
    }

    /** Whether it is a number. A whole one that no double is, such as an id of 19 digits, is a name. */
    public static boolean isNumber(String written) {
        String cell = typed(written);
        return NUMBER.matcher(cell).matches()
                && (cell.length() <= EXACT_DIGITS || !WHOLE.matcher(cell).matches() || isExact(cell));
    }

    private static boolean isExact(String whole) {
        return whole.length() <= MOST_DIGITS
                && new BigDecimal(whole).compareTo(new BigDecimal(Double.parseDouble(whole))) == 0;
    }

    /** Whether a comma stands before its decimals, or may. */
    public static boolean hasDecimalComma(String cell) {
        return DECIMAL_COMMA.matcher(typed(cell)).matches();
    }

    /** Whether separators of thousands stand in it, or may. */
    public static boolean mayBeGrouped(String cell) {
        return GROUPED.matcher(typed(cell)).matches();
    }

    static boolean mayBeThousands(String cell) {
        return THOUSANDS.matcher(typed(cell)).matches();
    }

    /** A number, or NaN where nothing is there. */
    public static double number(String written) {
        String cell = typed(written);
        if (isMissing(cell)) {
            return Double.NaN;
        }
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(cell.replace(',', '.'));
        };
    }
}
