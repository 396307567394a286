package org.derl.tensor.safetensors;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** The types of values in a safetensors file, under the format's own names. */
enum StoredType {
    F64(DataType.FLOAT64, 8),
    F32(DataType.FLOAT32, 4),
    F16(DataType.FLOAT32, 2),
    BF16(DataType.FLOAT32, 2),
    I64(DataType.INT64, 8),
    I32(DataType.INT32, 4),
    I8(DataType.INT8, 1),
    U8(DataType.UINT8, 1),
    BOOL(DataType.BOOLEAN, 1);

    private final DataType read;
    private final int bytes;

    StoredType(DataType read, int bytes) {
        this.read = read;
        this.bytes = bytes;
    }

    /** What such values become when they are read. */
    DataType read() {
        return read;
    }

    /** The size of one value in the file. */
    int bytes() {
        return bytes;
    }

    /**
     * How values of the engine's type are written: exactly as they are.
     *
     * @throws IllegalArgumentException when they cannot be
     */
    static StoredType of(DataType type) {
        return Arrays.stream(values())
                .filter(stored -> stored.read == type && stored.bytes == type.getNumOfBytes())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a safetensors file takes no values of type " + type));
    }
}
