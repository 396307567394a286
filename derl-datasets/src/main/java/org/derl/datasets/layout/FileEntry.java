package org.derl.datasets.layout;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.Texts;
import org.derl.datasets.array.view.Flat;
import org.jspecify.annotations.Nullable;

/** An array of a file, taken for what it should be. Messages name both. */
public record FileEntry(Path file, NamedArray named) {

    /** A sample is held in memory while it is read; the longest of any published file has 37,000 numbers. */
    private static final long MOST_PER_SAMPLE = 1L << 28;

    /** Statistics keep several numbers a feature; the widest published features have 7,000. */
    private static final long MOST_FEATURES = 1L << 17;

    /** What is wrong with it; the message goes on after its name. */
    public IOException wrong(String what) {
        return new IOException(file + ": " + named.name() + " " + what);
    }

    /**
     * Why it may have other samples than what lies in a file, and the way out; the message goes on after the numbers.
     */
    public String apart(@Nullable Path other) {
        return file.equals(other) ? "; write one row a sample into each" : "; they belong to different files";
    }

    /** The same, but a row of so many samples as one axis: files of MATLAB hold no vectors. */
    public FileEntry withRowOf(long samples) {
        Shape shape = array().shape();
        if (samples < 2 || shape.dimension() != 2 || shape.get(0) != 1 || shape.get(1) != samples) {
            return this;
        } else if (array() instanceof NumberArray numbers) {
            return new FileEntry(file, new NamedArray(named.path(), new Flat(numbers)));
        } else if (array() instanceof TextArray texts) {
            return new FileEntry(
                    file, new NamedArray(named.path(), new Texts(texts.dtype(), new Shape(samples), texts.texts())));
        }
        return this;
    }

    public StoredArray array() {
        return named.array();
    }

    /** The names that lead to it, wherever the format of the file divides them. */
    public List<String> path() {
        return List.of(named.name().split("/"));
    }

    /** Numbers of so many axes, none of which is empty but for the first. */
    public NumberArray numbers(int axes) throws IOException {
        if (!(array() instanceof NumberArray numbers)) {
            throw wrong("has values of type " + array().dtype() + "; numbers belong there");
        } else if (array().shape().dimension() != axes) {
            throw wrong("has the shape " + array().shape() + "; " + axes + " axes belong there");
        }
        for (int axis = 1; axis < axes; axis++) {
            long length = array().shape().get(axis);
            if (length < 1 || length > Integer.MAX_VALUE) {
                throw wrong("has the shape " + array().shape() + ", and with it nothing that can be learned from");
            }
        }
        if (axes > 1 && array().shape().get(axes - 1) > MOST_FEATURES) {
            throw wrong("has the shape " + array().shape() + ", and with it more than " + MOST_FEATURES
                    + " features a step, which is the most that is read");
        } else if (perRow() > MOST_PER_SAMPLE) {
            throw wrong("has the shape " + array().shape() + ", and with it more than " + MOST_PER_SAMPLE
                    + " numbers a sample, which is the most that is read");
        }
        return numbers;
    }

    /** How many samples it is for. */
    public int rows() throws IOException {
        long rows = array().shape().dimension() == 0 ? 0 : array().shape().get(0);
        if (array().size() < rows) {
            throw wrong("has the shape " + array().shape() + ", and with it no values");
        } else if (rows > Integer.MAX_VALUE) {
            throw wrong("has " + rows + " samples, more than can be kept track of");
        }
        return (int) rows;
    }

    /** How many values there are for each sample; 1 where it has one axis. */
    public long perRow() throws IOException {
        return rows() == 0 ? 1 : array().size() / rows();
    }

    /** One number for each sample, which further axes of length 1 may enclose. */
    public List<Double> column() throws IOException {
        if (!(array() instanceof NumberArray numbers) || array().shape().dimension() == 0) {
            throw wrong("has values of type " + array().dtype() + " and shape " + array().shape()
                    + "; one number a sample belongs there");
        } else if (perRow() != 1) {
            throw wrong("has the shape " + array().shape() + ", but one number a sample belongs there");
        }
        double[] values = new double[rows()];
        numbers.doubles(0, values, 0, values.length);
        List<Double> column = new ArrayList<>(values.length);
        for (double value : values) {
            column.add(value);
        }
        return column;
    }

    /** One length for each sample. One beyond the padding stays as it is: it is for the reader to judge. */
    public List<Integer> lengths() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        for (double value : column()) {
            if (!(value >= 0 && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
                throw wrong("says that sample " + lengths.size() + " (counted from 0) has " + value
                        + " steps; a length is a whole number from 0 on");
            }
            lengths.add((int) value);
        }
        return lengths;
    }

    /** Texts, or whole numbers that represent such; rows one after the other. */
    public List<String> texts() throws IOException {
        if (array() instanceof TextArray texts) {
            return texts.texts();
        }
        List<String> texts = new ArrayList<>();
        for (double value : column()) {
            if (value != Math.rint(value)) {
                throw wrong("has " + value + " for the name of sample " + texts.size() + " (counted from 0)");
            }
            texts.add(Long.toString((long) value));
        }
        return texts;
    }
}
