package org.derl.datasets.matlab;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import us.hebi.matlab.mat.types.Matrix;

/** Numbers of MATLAB, which lie with the first axis fastest. */
record MatlabNumbers(Matrix matrix, Shape shape) implements NumberArray {

    private ElementType type() {
        if (matrix.isLogical()) {
            return ElementType.BOOL;
        }
        return switch (matrix.getType()) {
            case Single -> ElementType.FLOAT32;
            case Int8 -> ElementType.INT8;
            case UInt8 -> ElementType.UINT8;
            case Int16 -> ElementType.INT16;
            case UInt16 -> ElementType.UINT16;
            case Int32 -> ElementType.INT32;
            case UInt32 -> ElementType.UINT32;
            case Int64 -> ElementType.INT64;
            case UInt64 -> ElementType.UINT64;
            default -> ElementType.FLOAT64;
        };
    }

    @Override
    public String dtype() {
        return type().toString();
    }

    @Override
    public int elementBytes() {
        return type().bytes();
    }

    private int position(long element) {
        return Math.toIntExact(Order.FORTRAN.position(shape, element));
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            target[offset + i] = (float) matrix.getDouble(position(from + i));
        }
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            target[offset + i] = matrix.getDouble(position(from + i));
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) {
        ElementType type = type();
        int count = target.remaining() / type.bytes();
        Objects.checkFromIndexSize(from, count, size());
        ByteBuffer little = target.slice().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int at = position(from + i);
            switch (type) {
                case FLOAT64 -> little.putDouble(matrix.getDouble(at));
                case FLOAT32 -> little.putFloat(matrix.getFloat(at));
                case INT64, UINT64 -> little.putLong(matrix.getLong(at));
                case INT32, UINT32 -> little.putInt((int) matrix.getLong(at));
                case INT16, UINT16 -> little.putShort((short) matrix.getLong(at));
                default -> little.put((byte) matrix.getLong(at));
            }
        }
        target.position(target.position() + count * type.bytes());
    }
}
