package org.derl.datasets.matlab;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.array.UnreadArray;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sparse;
import us.hebi.matlab.mat.types.Struct;

/** Names the arrays of a file of MATLAB. */
final class MatlabArrays {

    private final ArrayLimit limit;
    private final List<NamedArray> arrays = new ArrayList<>();

    MatlabArrays(ArrayLimit limit) {
        this.limit = limit;
    }

    /** All arrays of a file. */
    List<NamedArray> in(MatFile file) throws IOException {
        for (MatFile.Entry entry : file.getEntries()) {
            search(List.of(entry.getName()), entry.getValue());
        }
        return arrays;
    }

    private void search(List<String> path, Array array) throws IOException {
        if (array instanceof Struct struct && array.getType() == MatlabType.Structure) {
            fields(path, struct);
        } else if (array instanceof Cell cell) {
            cell(path, cell);
        } else {
            limit.check(arrays.size() + 1L);
            arrays.add(new NamedArray(path, stored(array)));
        }
    }

    private void fields(List<String> path, Struct struct) throws IOException {
        int count = struct.getNumElements();
        for (int i = 0; i < count; i++) {
            List<String> element = count == 1 ? path : below(path, Integer.toString(i));
            for (String field : struct.getFieldNames()) {
                search(below(element, field), struct.get(field, i));
            }
        }
    }

    /** Texts are one array; others are as many. */
    private void cell(List<String> path, Cell cell) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cell.getNumElements(); i++) {
            if (cell.<Array>get(i) instanceof Char text && text.getNumRows() <= 1) {
                texts.add(text.getNumElements() == 0 ? "" : text.getRow(0));
            }
        }
        Shape shape = shape(cell);
        if (texts.size() == cell.getNumElements()) {
            limit.check(arrays.size() + 1L);
            arrays.add(new NamedArray(path, new Texts("object", shape, Order.FORTRAN.inC(shape, texts))));
            return;
        }
        for (int i = 0; i < cell.getNumElements(); i++) {
            search(below(path, Integer.toString(i)), cell.get(i));
        }
    }

    private static StoredArray stored(Array array) {
        Shape shape = shape(array);
        if (array instanceof Char text && text.getNumDimensions() == 2) {
            List<String> rows =
                    IntStream.range(0, text.getNumRows()).mapToObj(text::getRow).toList();
            return new Texts("object", new Shape(rows.size()), rows);
        } else if (array instanceof Sparse) {
            return new UnreadArray("sparse", shape);
        } else if (array instanceof Matrix matrix) {
            return matrix.isComplex() ? new UnreadArray("complex", shape) : new MatlabNumbers(matrix, shape);
        }
        return new UnreadArray("matlab-" + array.getType().name().toLowerCase(Locale.ROOT), shape);
    }

    private static Shape shape(Array array) {
        return new Shape(Arrays.stream(array.getDimensions()).asLongStream().toArray());
    }

    private static List<String> below(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
