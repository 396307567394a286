package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** How the elements of an array lie. */
public enum Order {
    /** The last axis fastest. */
    C,
    /** The first axis fastest. */
    FORTRAN;

    /** Where an element that is counted in C order lies, in elements from the first. */
    public long position(Shape shape, long element) {
        if (this == C) {
            return element;
        }
        long left = element;
        long stride = shape.size();
        long position = 0;
        for (int axis = shape.dimension() - 1; axis >= 0; axis--) {
            stride /= shape.get(axis);
            position += left % shape.get(axis) * stride;
            left /= shape.get(axis);
        }
        return position;
    }

    /** Elements that lie in this order, the last axis fastest. */
    public <T> List<T> inC(Shape shape, List<T> stored) {
        List<T> result = new ArrayList<>(stored.size());
        for (int element = 0; element < stored.size(); element++) {
            result.add(stored.get((int) position(shape, element)));
        }
        return result;
    }
}
