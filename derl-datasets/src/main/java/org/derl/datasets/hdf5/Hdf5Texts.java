package org.derl.datasets.hdf5;

import ai.djl.ndarray.types.Shape;
import io.jhdf.GlobalHeap;
import io.jhdf.HdfFile;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.TextBudget;
import org.derl.datasets.array.Texts;

/**
 * Reads the texts of a file: those of fixed length from the data set, those of any length from the heaps that the data
 * set points into. Many elements may point at one text, so that it is counted what they become.
 */
final class Hdf5Texts {

    private static final int BLOCK = 1 << 16;

    private final MappedFile file;
    private final HdfFile hdf;
    private final TextBudget budget;
    private final Map<Long, GlobalHeap> heaps = new HashMap<>();

    Hdf5Texts(MappedFile file, HdfFile hdf, long most) {
        this.file = file;
        this.hdf = hdf;
        budget = new TextBudget(file.path(), "hdf5", most);
    }

    /** The bytes of all elements. */
    interface Source {
        NumberArray bytes() throws IOException;
    }

    /** Whether a type is one of texts. */
    static boolean reads(DataType type) {
        return type instanceof VariableLength length ? length.isVariableLengthString() : type instanceof StringData;
    }

    /**
     * Reads the texts of a data set.
     *
     * @throws IOException when they cannot be read, or with them the texts of the file are too many
     */
    TextArray read(DataType type, Shape shape, String name, Source source) throws IOException {
        int size = type.getSize();
        if (size < 1) {
            throw new IOException(file.path() + ": each text of " + name + " has " + size + " bytes");
        }
        // The places in a heap count as well as the texts there.
        budget.take(name, shape.size(), size);
        NumberArray bytes = source.bytes();
        List<String> texts = new ArrayList<>();
        int block = Math.max(1, BLOCK / size);
        for (long from = 0; from < shape.size(); from += block) {
            int count = (int) Math.min(block, shape.size() - from);
            ByteBuffer elements = ByteBuffer.allocate(count * size);
            bytes.bytes(from * size, elements);
            elements.flip();
            for (int i = 0; i < count; i++) {
                ByteBuffer element = elements.slice(i * size, size);
                texts.add(
                        type instanceof StringData fixed
                                ? text(name, trimmed(fixed, element))
                                : text(name, pointedAt(name, element)));
            }
        }
        return new Texts(type instanceof StringData ? "bytes" + (long) Byte.SIZE * size : "object", shape, texts);
    }

    private static ByteBuffer trimmed(StringData type, ByteBuffer bytes) {
        type.getStringPaddingHandler().setBufferLimit(bytes);
        return bytes;
    }

    private ByteBuffer pointedAt(String name, ByteBuffer element) throws IOException {
        int offsets = hdf.getHdfBackingStorage().getSizeOfOffsets();
        if (offsets != Long.BYTES || element.limit() != 2 * Integer.BYTES + offsets) {
            throw new IOException(file.path() + ": " + name + " points to its texts in a way that is not read here");
        }
        element.order(ByteOrder.LITTLE_ENDIAN);
        long address = element.getLong(Integer.BYTES);
        int index = element.getInt(Integer.BYTES + Long.BYTES);
        if (index == 0) {
            return ByteBuffer.allocate(0);
        }
        GlobalHeap heap = heaps.computeIfAbsent(address, place -> new GlobalHeap(hdf.getHdfBackingStorage(), place));
        ByteBuffer text = heap.getObjectData(index);
        int end = text.limit();
        while (end > 0 && text.get(end - 1) == 0) {
            end--;
        }
        budget.take(name, 1, end);
        return text.limit(end);
    }

    private String text(String name, ByteBuffer bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file.path() + ": a text of " + name + " is no UTF-8", e);
        }
    }
}
