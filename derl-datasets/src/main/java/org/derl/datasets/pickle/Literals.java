package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.derl.datasets.array.ByteText;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;
import org.derl.datasets.pickle.bytes.TextEncoding;

/** Reads the numbers, texts and bytes of a pickle. */
final class Literals {

    private final PickleInput input;
    private final Budget budget;
    private final Spill spill;

    Literals(PickleInput input, Budget budget, Spill spill) {
        this.input = input;
        this.budget = budget;
        this.spill = spill;
    }

    /** A number of a line; 00 and 01 are booleans. */
    Value whole() throws IOException {
        String line = input.shortLine();
        if (line.equals("00") || line.equals("01")) {
            return new Value.Truth(line.equals("01"));
        }
        return new Value.Whole(number(line));
    }

    /** A number of a line that ends with an L. */
    Value longWhole() throws IOException {
        String line = input.shortLine();
        return new Value.Whole(number(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
    }

    /** The name of a remembered value on a line. */
    long memoName() throws IOException {
        return number(input.shortLine());
    }

    private long number(String line) throws IOException {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            throw input.place().damaged("has '" + PicklePlace.shortened(line) + "' for an integer of at most 64 bits");
        }
    }

    /** A number of as many bytes as are announced. */
    Value bytesWhole(long count) throws IOException {
        input.need(count);
        if (count <= Long.BYTES) {
            return new Value.Whole(input.signed((int) count));
        }
        throw input.place()
                .wrong("has an integer of " + count + " bytes, but those of arrays have at most 8: save it as a text");
    }

    /** A float of a line. */
    Value real() throws IOException {
        String line = input.shortLine();
        return new Value.Real(
                switch (line) {
                    case "nan", "-nan" -> Double.NaN;
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> finite(line);
                });
    }

    private double finite(String line) throws IOException {
        try {
            return Double.parseDouble(line);
        } catch (NumberFormatException e) {
            throw input.place().damaged("has '" + PicklePlace.shortened(line) + "' for a float");
        }
    }

    /** Bytes of a given number. */
    Value bytes(long count) throws IOException {
        input.need(count);
        if (input.isLarge(count)) {
            return new Value.Bytes(new RawBytes.Stored(input.file(), input.channel(), input.skip(count)));
        }
        budget.charge(input.place(), count);
        return new Value.Bytes(new RawBytes.Heap(input.bytes(count)));
    }

    /** A UTF-8 text of a given number of bytes. */
    Value text(long count) throws IOException {
        input.need(count);
        if (input.isLarge(count)) {
            return new Value.LongText(input.skip(count), TextEncoding.LATIN_1_AS_UTF_8);
        }
        budget.charge(input.place(), 2 * count);
        try {
            return new Value.Text(ByteText.utf8(input.bytes(count)));
        } catch (CharacterCodingException e) {
            throw input.place().damaged("has a text that is no UTF-8");
        }
    }

    /** A text of a line. */
    Value textLine() throws IOException {
        long count = input.lineLength();
        Value text = input.isLarge(count)
                ? new Value.LongText(input.skip(count), TextEncoding.RAW_ESCAPES)
                : shortTextLine(count);
        input.skip(1);
        return text;
    }

    private Value shortTextLine(long count) throws IOException {
        budget.charge(input.place(), 2 * count);
        return new Value.Text(TextEncoding.RAW_ESCAPES.text(input.place(), input.bytes(count)));
    }

    /** A byte string of a line, as Python 2 would write it in a program. */
    Value stringLine() throws IOException {
        long inner = input.lineLength() - 2;
        if (inner < 0) {
            throw input.place().damaged("has a text without quotes");
        }
        long quote = input.number(1);
        RawBytes bytes = input.isLarge(inner)
                ? spill.decode(input.place(), input.channel(), input.skip(inner), TextEncoding.STRING_ESCAPES)
                : shortString(inner);
        if (input.number(1) != quote || (quote != '\'' && quote != '"')) {
            throw input.place().damaged("has a text whose quotes are wrong");
        }
        input.skip(1);
        return new Value.Bytes(bytes);
    }

    private RawBytes shortString(long count) throws IOException {
        budget.charge(input.place(), count);
        return new RawBytes.Heap(TextEncoding.STRING_ESCAPES.bytes(input.place(), input.bytes(count)));
    }
}
