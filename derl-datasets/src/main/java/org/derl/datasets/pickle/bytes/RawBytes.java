package org.derl.datasets.pickle.bytes;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ByteText;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.Order;

/** The content of an array. */
public sealed interface RawBytes {

    /** A stretch of a file. */
    record Span(long start, long length) {}

    /** How many they are. */
    long length();

    /** All of them, one after the other. */
    ByteSource source(PicklePlace place);

    /**
     * They as numbers.
     *
     * @throws IllegalArgumentException when they are more or fewer than the shape says
     */
    NumberArray numbers(ElementType type, Shape shape, Order order, ByteOrder byteOrder) throws IOException;

    /**
     * Some of them as numbers, little-endian.
     *
     * @param start the first, counted from the first of all
     * @throws IndexOutOfBoundsException when there are fewer
     */
    NumberArray part(long start, ElementType type, Shape shape, Order order) throws IOException;

    /** Few bytes. */
    final class Heap implements RawBytes {

        private final byte[] bytes;

        public Heap(byte[] bytes) {
            this.bytes = bytes;
        }

        /** They, from the first on. */
        public ByteBuffer buffer() {
            return ByteBuffer.wrap(bytes);
        }

        /** They as a text. */
        public String text() {
            return ByteText.of(bytes);
        }

        /** Whether they are a text in UTF-8. */
        public boolean isUtf8() {
            try {
                ByteText.utf8(bytes);
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }

        /** They as a text in Latin-1, which any bytes are. */
        public String latin() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public ByteSource source(PicklePlace place) {
            return ByteSource.of(bytes);
        }

        @Override
        public NumberArray numbers(ElementType type, Shape shape, Order order, ByteOrder byteOrder) {
            return BufferNumbers.of(type, shape, order, ByteBuffer.wrap(bytes).order(byteOrder));
        }

        @Override
        public NumberArray part(long start, ElementType type, Shape shape, Order order) {
            long count = BufferNumbers.bytes(type, shape);
            Objects.checkFromIndexSize(start, count, bytes.length);
            ByteBuffer part = ByteBuffer.wrap(bytes, (int) start, (int) count).order(ByteOrder.LITTLE_ENDIAN);
            return BufferNumbers.of(type, shape, order, part);
        }
    }

    /** Many bytes, which stay in a file. */
    record Stored(Path file, FileChannel channel, Span span) implements RawBytes {
        @Override
        public long length() {
            return span.length();
        }

        @Override
        public ByteSource source(PicklePlace place) {
            return new FileBytes(place, channel, span);
        }

        @Override
        public NumberArray numbers(ElementType type, Shape shape, Order order, ByteOrder byteOrder) throws IOException {
            if (BufferNumbers.bytes(type, shape) != length()) {
                throw new IllegalArgumentException(length() + " bytes for " + type + " of shape " + shape);
            }
            return BufferNumbers.map(file, channel, span.start(), type, shape, order, byteOrder);
        }

        @Override
        public NumberArray part(long start, ElementType type, Shape shape, Order order) throws IOException {
            Objects.checkFromIndexSize(start, BufferNumbers.bytes(type, shape), length());
            return BufferNumbers.map(file, channel, span.start() + start, type, shape, order, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Bytes of a file that is mapped as a whole. */
    record Mapped(MappedFile mapped, Span span) implements RawBytes {
        @Override
        public long length() {
            return span.length();
        }

        @Override
        public ByteSource source(PicklePlace place) {
            return new ByteSource() {
                private long at;

                @Override
                public int next() throws IOException {
                    return at < length() ? mapped.bytes(span.start() + at++, 1).get() & 0xff : -1;
                }
            };
        }

        @Override
        public NumberArray numbers(ElementType type, Shape shape, Order order, ByteOrder byteOrder) throws IOException {
            if (BufferNumbers.bytes(type, shape) != length()) {
                throw new IllegalArgumentException(length() + " bytes for " + type + " of shape " + shape);
            }
            return mapped.numbers(span.start(), type, shape, order, byteOrder);
        }

        @Override
        public NumberArray part(long start, ElementType type, Shape shape, Order order) throws IOException {
            Objects.checkFromIndexSize(start, BufferNumbers.bytes(type, shape), length());
            return mapped.numbers(span.start() + start, type, shape, order, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
