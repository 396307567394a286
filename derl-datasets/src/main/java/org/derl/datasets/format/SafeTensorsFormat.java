package org.derl.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.FileArrays;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.Order;
import org.derl.io.Directories;
import org.derl.tensor.safetensors.SafeTensors;

/** Safetensors. The tensor {@code train.audio} is the array at train, audio. */
public final class SafeTensorsFormat implements FileFormat {

    private static final long LONGEST_HEADER = 100_000_000;

    private final Config config;

    /** @param arrays how many arrays a file may have at most */
    public record Config(int arrays) {}

    public SafeTensorsFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        if (start.length <= Long.BYTES || start[Long.BYTES] != '{') {
            return false;
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length >= 2 && length <= LONGEST_HEADER;
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        SafeTensors tensors = SafeTensors.open(file);
        new ArrayLimit(file, "safetensors", config.arrays())
                .check(tensors.names().size());
        MappedFile mapped = MappedFile.open(file);
        List<NamedArray> arrays = new ArrayList<>();
        for (String name : tensors.names()) {
            SafeTensors.Tensor tensor = tensors.tensor(name);
            arrays.add(new NamedArray(
                    path(name),
                    mapped.numbers(
                            tensor.begin(), type(tensor.type()), tensor.shape(), Order.C, ByteOrder.LITTLE_ENDIAN)));
        }
        return new FileArrays(file, arrays);
    }

    /** A name that is no path of names, such as one that begins with a dot, stays as it is. */
    private static List<String> path(String name) {
        List<String> path = List.of(name.split("\\.", -1));
        return path.contains("") ? List.of(name) : path;
    }

    private static ElementType type(String type) {
        return switch (type) {
            case "F64" -> ElementType.FLOAT64;
            case "F32" -> ElementType.FLOAT32;
            case "F16" -> ElementType.FLOAT16;
            case "BF16" -> ElementType.BFLOAT16;
            case "I64" -> ElementType.INT64;
            case "I32" -> ElementType.INT32;
            case "I8" -> ElementType.INT8;
            case "U8" -> ElementType.UINT8;
            case "BOOL" -> ElementType.BOOL;
            default -> throw new IllegalArgumentException("SafeTensors lets no type " + type + " through");
        };
    }
}
