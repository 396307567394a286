package org.derl.datasets.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.io.Reason;
import org.derl.io.csv.EncodedText;
import org.jspecify.annotations.Nullable;

/** What stops a reader of lines, in words that say where it is and what to do. */
final class Damage {

    /** How the library says that a quote stands where none may. */
    private static final Pattern STRAY_QUOTE = Pattern.compile("Invalid character.*position: ([0-9,.]+)");

    private Damage() {}

    /** A text that is in another encoding. */
    static IOException encoding(EncodedText text, long line, @Nullable CharacterCodingException e) throws IOException {
        String encoding = text.guess().orElse("...");
        return new IOException(
                text.file() + ": " + text.unreadable() + " (in line " + line
                        + " or soon after); save it as UTF-8; check and"
                        + " import read other encodings by --set format.csv.encoding=" + encoding,
                e);
    }

    /** Whatever else stops the library that reads lines. */
    static IOException of(CsvFile file, long line, long longest, UncheckedIOException e) throws IOException {
        String place = file.text().file() + ":" + line;
        if (e.getCause() instanceof BoundedReader.RowTooLongException) {
            return new IOException(
                    place + ": this row has more than row-characters = " + longest
                            + "; if a quote is not closed in it, close it, else raise it by"
                            + " --set format.csv.row-characters=...",
                    e);
        } else if (e.getCause() instanceof CharacterCodingException coding) {
            return encoding(file.text(), line, coding);
        }
        String reason = Reason.of(e);
        Matcher stray = STRAY_QUOTE.matcher(reason);
        if (stray.find()) {
            return new IOException(
                    place + ": a quotation mark stands inside a value" + column(file.text(), stray.group(1))
                            + "; double it there (\"\"), or remove it",
                    e);
        } else if (reason.contains("EOF reached")) {
            return new IOException(
                    place + ": a quotation mark is not closed; close it, or double it (\"\") where it is part of the"
                            + " text. If the file ends here it was cut off: copy it again",
                    e);
        }
        return new IOException(place + ": this line and what comes after it cannot be read: " + Reason.ofDamage(e), e);
    }

    /** The place of the quote before a character within its line: the library counts from the start of the file. */
    private static String column(EncodedText text, String position) throws IOException {
        long last = Long.parseLong(position.replaceAll("[^0-9]", ""));
        long column = 0;
        try (Reader reader = text.open()) {
            for (long at = 0; at < last; at++) {
                int next = reader.read();
                column = next == '\n' || next == '\r' ? 0 : column + 1;
                if (next < 0) {
                    return "";
                }
            }
        }
        return ", at its character " + Math.max(1, column - 1);
    }
}
