package org.derl.bench.data;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What an array holds, told so that other programs can compare it.
 *
 * @param split train, valid, test or dev where its place begins so, else empty
 * @param key the rest of its place
 * @param dtype numpy's name of its type
 * @param shape the lengths of its axes
 * @param sha256 of its bytes as numpy would write them, little-endian and in C order; null where numpy would write
 *     none, as of objects
 * @param nan how many numbers are NaN
 * @param negativeInfinities how many are -inf
 * @param positiveInfinities how many are inf
 */
public record ArrayContent(
        String split,
        String key,
        String dtype,
        List<Long> shape,
        @Nullable String sha256,
        long nan,
        @SerializedName("neg_inf") long negativeInfinities,
        @SerializedName("pos_inf") long positiveInfinities) {

    /** Elements that are read at a time. */
    private static final int BLOCK = 1 << 16;

    /** Reads an array through. */
    public static ArrayContent of(NamedArray named) throws IOException {
        if (named.array() instanceof NumberArray numbers) {
            return of(named, hash(numbers), NonFiniteCounts.of(numbers));
        }
        String hash = named.array() instanceof TextArray texts ? hash(texts) : null;
        return of(named, hash, new NonFiniteCounts(0, 0, 0));
    }

    private static ArrayContent of(NamedArray named, @Nullable String hash, NonFiniteCounts counts) {
        ArrayName name = ArrayName.of(named.path());
        return new ArrayContent(
                name.split(),
                name.key(),
                named.array().dtype(),
                LongStream.of(named.array().shape().getShape()).boxed().toList(),
                hash,
                counts.nan(),
                counts.negativeInfinities(),
                counts.positiveInfinities());
    }

    private static String hash(NumberArray numbers) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        int block = (int) Math.min(BLOCK, numbers.size());
        ByteBuffer bytes = ByteBuffer.allocate(block * numbers.elementBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < numbers.size(); from += BLOCK) {
            bytes.clear().limit((int) Math.min(BLOCK, numbers.size() - from) * numbers.elementBytes());
            numbers.bytes(from, bytes);
            fingerprint.add(bytes.flip());
        }
        return fingerprint.hexadecimal();
    }

    /** numpy writes texts in characters of four bytes, and bytes in one each, filled up with zeros to one width. */
    private static @Nullable String hash(TextArray texts) {
        String dtype = texts.dtype();
        boolean wide = dtype.startsWith("str");
        if (!wide && !dtype.startsWith("bytes")) {
            return null;
        }
        String bits = dtype.substring(wide ? 3 : 5);
        int width = bits.isEmpty() ? 0 : Math.toIntExact(Long.parseLong(bits) / Byte.SIZE);
        Fingerprint fingerprint = new Fingerprint();
        for (String text : texts.texts()) {
            ByteBuffer bytes = ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
            if (wide) {
                text.codePoints().forEach(bytes::putInt);
            } else {
                bytes.put(text.getBytes(texts.charset()));
            }
            fingerprint.add(bytes.rewind());
        }
        return fingerprint.hexadecimal();
    }

    /** How many numbers are no finite ones. */
    private record NonFiniteCounts(long nan, long negativeInfinities, long positiveInfinities) {

        static NonFiniteCounts of(NumberArray numbers) throws IOException {
            long nan = 0;
            long negative = 0;
            long positive = 0;
            if (!numbers.dtype().contains("float")) {
                return new NonFiniteCounts(0, 0, 0);
            }
            // As doubles: a double that is too large for a float is no infinity.
            double[] values = new double[(int) Math.min(BLOCK, numbers.size())];
            for (long from = 0; from < numbers.size(); from += BLOCK) {
                int count = (int) Math.min(BLOCK, numbers.size() - from);
                numbers.doubles(from, values, 0, count);
                for (int i = 0; i < count; i++) {
                    nan += Double.isNaN(values[i]) ? 1 : 0;
                    negative += values[i] == Double.NEGATIVE_INFINITY ? 1 : 0;
                    positive += values[i] == Double.POSITIVE_INFINITY ? 1 : 0;
                }
            }
            return new NonFiniteCounts(nan, negative, positive);
        }
    }
}
