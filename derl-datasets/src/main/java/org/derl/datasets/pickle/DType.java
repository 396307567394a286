package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.datasets.array.ElementType;

/**
 * A dtype of numpy.
 *
 * @param kind b, i, u or f for numbers, U for texts, S for texts written as bytes, O for any values
 * @param bytes of one element
 */
record DType(char kind, long bytes, ByteOrder byteOrder) {

    private static final Pattern CODE = Pattern.compile("([<>|=]?)([biufUSO])(\\d{0,9})");
    private static final int CODE_UNIT = 4;

    /** The parts of numpy's state that matter. */
    private static final int ORDER = 1;

    private static final int NAMED_FROM = 2;
    private static final int ITEM_SIZE = 5;

    /**
     * The one of numpy's short name, such as f4, U21 or O8.
     *
     * @throws IOException when it is none that DERL reads
     */
    static DType of(Place place, String code) throws IOException {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            throw unknown(place, code);
        }
        char kind = matcher.group(2).charAt(0);
        String digits = matcher.group(3);
        long size = digits.isEmpty() ? 0 : Long.parseLong(digits);
        DType type = new DType(
                kind,
                kind == 'U' ? CODE_UNIT * size : size,
                matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (!type.isText()
                && !type.isObject()
                && ElementType.of(kind, (int) size).isEmpty()) {
            throw unknown(place, code);
        }
        return type;
    }

    private static IOException unknown(Place place, String code) {
        return place.wrong(
                "asks for arrays of dtype '" + Place.shortened(code)
                        + "'; DERL reads booleans, integers and floats of up to 64 bits, texts and objects: save it as another");
    }

    /**
     * The dtype with the state that numpy gives it: version, byte order, three names that only records have, and the size
     * of texts.
     */
    DType with(Place place, Value state) throws IOException {
        if (!(state instanceof Value.Sequence tuple)
                || tuple.elements().size() <= ITEM_SIZE
                || !(tuple.elements().get(ITEM_SIZE) instanceof Value.Whole size)) {
            throw place.damaged("sets a dtype to what is no state of one");
        }
        List<Value> parts = tuple.elements();
        if (!parts.subList(NAMED_FROM, ITEM_SIZE).stream().allMatch(Value.None.NONE::equals)) {
            throw place.wrong(
                    "asks for arrays of records; DERL reads arrays of single values: save each field by itself");
        } else if (isText() && size.value() != bytes && size.value() >= 0) {
            throw place.damaged("gives a dtype two sizes, " + bytes + " and " + size.value());
        }
        return switch (Arguments.text(place, parts.get(ORDER))) {
            case "<", "|", "=" -> new DType(kind, bytes, ByteOrder.LITTLE_ENDIAN);
            case ">" -> new DType(kind, bytes, ByteOrder.BIG_ENDIAN);
            default -> throw place.damaged("sets a dtype to an unknown byte order");
        };
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    boolean isObject() {
        return kind == 'O';
    }

    /** The type of numbers. */
    ElementType elements() {
        return ElementType.of(kind, (int) bytes).orElseThrow();
    }

    /** The name that numpy gives to texts of so many characters. */
    static String textName(long characters) {
        return characters == 0 ? "str" : "str" + Byte.SIZE * CODE_UNIT * characters;
    }

    /** The name that numpy gives to byte strings. */
    static String bytesName(long bytes) {
        return bytes == 0 ? "bytes" : "bytes" + Byte.SIZE * bytes;
    }

    /** The characters of a text, or the bytes of a byte string. */
    int units() {
        return Math.toIntExact(kind == 'U' ? bytes / CODE_UNIT : bytes);
    }
}
