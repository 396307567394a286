package org.derl.datasets.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.derl.datasets.array.ElementType;

/** A type of numbers in HDF5's terms. */
record Numeric(ElementType type, ByteOrder order) {

    private static final Map<Integer, String> TRUTHS = Map.of(0, "FALSE", 1, "TRUE");

    /** What a type of HDF5 is, if it is one of those that hardware knows. */
    static Optional<Numeric> of(DataType type) {
        if (type instanceof FixedPoint fixed) {
            boolean whole = fixed.getBitOffset() == 0 && fixed.getBitPrecision() == Byte.SIZE * fixed.getSize();
            return !whole
                    ? Optional.empty()
                    : ElementType.of(fixed.isSigned() ? 'i' : 'u', fixed.getSize())
                            .map(element -> new Numeric(element, fixed.getByteOrder()));
        }
        if (type instanceof FloatingPoint floating) {
            return floating(floating).map(element -> new Numeric(element, floating.getByteOrder()));
        }
        // As h5py writes truths.
        if (type instanceof EnumDataType truths
                && truths.getSize() == 1
                && truths.getEnumMapping().equals(TRUTHS)) {
            return Optional.of(new Numeric(ElementType.BOOL, ByteOrder.LITTLE_ENDIAN));
        }
        return Optional.empty();
    }

    private static Optional<ElementType> floating(FloatingPoint type) {
        int fraction = type.getMantissaSize();
        int exponent = type.getExponentSize();
        boolean plain = type.getBitOffset() == 0
                && type.getMantissaLocation() == 0
                && type.getExponentLocation() == fraction
                && fraction + exponent + 1 == Byte.SIZE * type.getSize();
        if (!plain) {
            return Optional.empty();
        }
        return switch (fraction) {
            case 7 -> exponent == 8 ? Optional.of(ElementType.BFLOAT16) : Optional.empty();
            case 10 -> exponent == 5 ? Optional.of(ElementType.FLOAT16) : Optional.empty();
            case 23 -> exponent == 8 ? Optional.of(ElementType.FLOAT32) : Optional.empty();
            case 52 -> exponent == 11 ? Optional.of(ElementType.FLOAT64) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
