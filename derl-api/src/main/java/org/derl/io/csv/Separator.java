package org.derl.io.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between the values of a line. */
public enum Separator {
    TAB('\t', "tabs"),
    SEMICOLON(';', "semicolons"),
    COMMA(',', "commas"),
    BAR('|', "bars"),
    BLANK(' ', "blanks");

    /** As many characters and lines tell. */
    private static final int CHARACTERS = 1 << 16;

    private static final int LINES = 20;

    private static final Pattern NUMBER = Pattern.compile("(^| )[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?( |$)");

    private final char character;
    private final String plural;

    Separator(char character, String plural) {
        this.character = character;
        this.plural = plural;
    }

    /** The character. */
    public char character() {
        return character;
    }

    /** Several of them, in words. */
    public String plural() {
        return plural;
    }

    /**
     * The one that a text uses: that which stands in each of its first lines as often as in the others, or else most
     * often in the first; the comma where none does. What is quoted does not count.
     */
    public static Separator of(Reader text) throws IOException {
        List<String> lines = lines(text);
        String first = lines.get(0);
        for (Separator separator : values()) {
            long expected = separator.count(first);
            if (expected > 0
                    && separator.mayStand(lines)
                    && lines.stream().allMatch(line -> separator.count(line) == expected)) {
                return separator;
            }
        }
        Separator most = COMMA;
        for (Separator separator : values()) {
            boolean more = separator.count(first) > most.count(first);
            most = more && separator.mayStand(lines) ? separator : most;
        }
        return most;
    }

    /** Blanks stand between words, too: they separate values only where there are numbers, and no two side by side. */
    private boolean mayStand(List<String> lines) {
        return this != BLANK
                || (lines.size() > 1
                        && lines.stream().noneMatch(line -> line.contains("  ") || line.startsWith(" "))
                        && lines.stream().skip(1).allMatch(line -> NUMBER.matcher(line)
                                .find()));
    }

    private long count(String line) {
        return line.chars().filter(each -> each == character).count();
    }

    /** Of each of the first lines, at least one, what is not quoted. */
    private static List<String> lines(Reader text) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        int read = 0;
        for (int next = text.read(); next >= 0 && lines.size() < LINES && read < CHARACTERS; next = text.read()) {
            read++;
            quoted ^= next == '"';
            if (quoted || (next != '\n' && next != '\r')) {
                line.append(quoted ? '"' : (char) next);
            } else if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        // The last line counts only where it is whole or the only one: characters may end within it.
        if (lines.isEmpty() || (!line.isEmpty() && read < CHARACTERS && lines.size() < LINES)) {
            lines.add(line.toString());
        }
        return lines;
    }
}
