package org.derl.datasets.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the elements of a numpy array.
 *
 * @param kind b, i, u or f for numbers, U for texts, S for texts written as bytes, O for objects of Python
 * @param bytes of one element
 */
public record NumpyType(char kind, int bytes, ByteOrder byteOrder) {

    private static final Pattern CODE = Pattern.compile("([<>|=]?)([biufUSO])([0-9]{0,8})");

    /** The type of numpy's short name, such as f4, &lt;U21 or O8; nothing where DERL reads none of that name. */
    public static Optional<NumpyType> of(String code) {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        char kind = matcher.group(2).charAt(0);
        int size = matcher.group(3).isEmpty() ? 0 : Integer.parseInt(matcher.group(3));
        NumpyType type = new NumpyType(
                kind,
                kind == 'U' ? Integer.BYTES * size : size,
                matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return Optional.of(type)
                .filter(found -> found.isText()
                        || found.isObject()
                        || ElementType.of(kind, size).isPresent());
    }

    /** The same in another order of bytes. */
    public NumpyType with(ByteOrder order) {
        return new NumpyType(kind, bytes, order);
    }

    /** Whether elements are texts, all of one size: what is shorter is filled up with zeros. */
    public boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    /** Whether elements are texts of characters, rather than of bytes. */
    public boolean isCharacters() {
        return kind == 'U';
    }

    /** Whether elements are objects of Python. */
    public boolean isObject() {
        return kind == 'O';
    }

    /** The type of its numbers. */
    public ElementType numbers() {
        return ElementType.of(kind, bytes).orElseThrow();
    }

    /** numpy's name of this type of texts. */
    public String textName() {
        return kind == 'S' ? bytesName(bytes) : textName(bytes / Integer.BYTES);
    }

    /** numpy's name of texts of so many characters. */
    public static String textName(long characters) {
        return characters == 0 ? "str" : "str" + Byte.SIZE * Integer.BYTES * characters;
    }

    /** numpy's name of texts that are written as so many bytes. */
    public static String bytesName(long bytes) {
        return bytes == 0 ? "bytes" : "bytes" + Byte.SIZE * bytes;
    }

    /**
     * A text.
     *
     * @param element its bytes, as many as this says
     * @param charset of those that are written as bytes
     * @throws CharacterCodingException when it holds what is no character
     */
    public String text(byte[] element, Charset charset) throws CharacterCodingException {
        return kind == 'S'
                ? ofBytes(element, charset)
                : ofCharacters(ByteBuffer.wrap(element).order(byteOrder));
    }

    private static String ofBytes(byte[] element, Charset charset) throws CharacterCodingException {
        int end = element.length;
        while (end > 0 && element[end - 1] == 0) {
            end--;
        }
        return charset.newDecoder().decode(ByteBuffer.wrap(element, 0, end)).toString();
    }

    private static String ofCharacters(ByteBuffer element) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        int written = 0;
        while (element.hasRemaining()) {
            int character = element.getInt();
            if (!Character.isValidCodePoint(character)) {
                throw new CharacterCodingException();
            }
            text.appendCodePoint(character);
            // Zeros count only where a character follows: the others fill the text up.
            written = character == 0 ? written : text.length();
        }
        return text.substring(0, written);
    }
}
