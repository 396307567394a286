package org.derl.bench.predict;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.derl.bench.data.DataFiles;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.TextArray;

/**
 * The samples of a folder that an import could read if they had labels and splits: features and recordings, and where
 * there is one a table of ids and texts. They are read by the layouts of imports, beside a table that has labels which
 * are no numbers, so that whatever an import refuses or leaves out is treated the same here.
 */
final class UnlabeledSamples {

    private UnlabeledSamples() {}

    /**
     * Those of a folder. Where files have labels and splits, as those of an import, all splits are read.
     *
     * @param files the open files of the folder
     * @throws IOException when they do not go together; the message says what is expected
     */
    static FeatureFile of(Path folder, DataFiles files) throws IOException {
        List<ArrayFile> tables = new ArrayList<>();
        for (ArrayFile file : files.files()) {
            if (isOfSamples(file)) {
                tables.add(file);
            }
        }
        if (tables.size() > 1) {
            throw new IOException(tables.get(0).path() + " and " + tables.get(1).path()
                    + " are both tables of samples; leave one of them out of " + folder);
        }
        List<ArrayFile> others = new ArrayList<>(files.files());
        others.removeAll(tables);
        SampleColumns columns =
                tables.isEmpty() ? new SampleColumns(List.of(), List.of(), List.of()) : SampleColumns.of(tables.get(0));
        List<String> ids = tables.isEmpty() ? ids(others) : columns.ids();
        if (others.isEmpty() || ids.isEmpty()) {
            throw new IOException(folder + " holds no features or recordings of samples"
                    + (tables.isEmpty()
                            ? ""
                            : "; name the table itself, " + tables.get(0).path() + ", to have its texts predicted"));
        }
        Path path =
                tables.isEmpty() ? folder.resolve("samples.csv") : tables.get(0).path();
        List<ArrayFile> all = new ArrayList<>(others);
        all.add(0, Table.of(path, ids, columns.texts()));
        return files.features(all)
                .orElseThrow(() -> new IOException(folder + " fits no layout: recordings or files of OpenFace named by"
                        + " the ids of samples, or tables of features called"
                        + " audio.csv, vision.csv with the columns id and step,"
                        + " beside a table with id and text (docs/predict.md)"));
    }

    /** A table whose name tells no modality, or that has texts. */
    private static boolean isOfSamples(ArrayFile file) throws IOException {
        if (!SampleColumns.isTable(file)) {
            return false;
        }
        SampleColumns columns = SampleColumns.of(file);
        String name = String.valueOf(file.path().getFileName());
        return !columns.ids().isEmpty()
                && (!columns.texts().isEmpty()
                        || Spellings.modalityWithin(name.replaceFirst("\\..*", ""))
                                .isEmpty());
    }

    /** What files call their samples where no table does: clips by their names, tables of features by their ids. */
    private static List<String> ids(List<ArrayFile> files) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (ArrayFile file : files) {
            if (SampleColumns.isTable(file)) {
                ids.addAll(SampleColumns.of(file).ids());
            } else {
                file.arrays().stream()
                        .map(NamedArray::path)
                        .filter(path -> path.size() > 1)
                        .forEach(path -> ids.add(path.get(path.size() - 1)));
            }
        }
        return List.copyOf(ids);
    }

    /** A table as an import wants it: all samples are of one split, and no label is a number. */
    private record Table(Path path, List<NamedArray> arrays) implements ArrayFile {

        static Table of(Path path, List<String> ids, List<String> texts) {
            List<NamedArray> arrays = new ArrayList<>();
            arrays.add(new NamedArray(List.of("id"), new Words(ids)));
            arrays.add(new NamedArray(List.of("label"), new Unknown(ids.size())));
            arrays.add(new NamedArray(List.of("split"), new Words(Collections.nCopies(ids.size(), "train"))));
            if (!texts.isEmpty()) {
                arrays.add(new NamedArray(List.of("text"), new Words(texts)));
            }
            return new Table(path, List.copyOf(arrays));
        }
    }

    private record Words(List<String> texts) implements TextArray {

        @Override
        public String dtype() {
            return "object";
        }

        @Override
        public Shape shape() {
            return new Shape(texts.size());
        }
    }

    /** Numbers of which none is known. */
    private record Unknown(int count) implements NumberArray {

        @Override
        public String dtype() {
            return "float64";
        }

        @Override
        public Shape shape() {
            return new Shape(count);
        }

        @Override
        public int elementBytes() {
            return Double.BYTES;
        }

        @Override
        public void floats(long from, float[] target, int offset, int count) {
            Arrays.fill(target, offset, offset + count, Float.NaN);
        }

        @Override
        public void doubles(long from, double[] target, int offset, int count) {
            Arrays.fill(target, offset, offset + count, Double.NaN);
        }

        @Override
        public void bytes(long from, ByteBuffer target) {
            while (target.remaining() >= Double.BYTES) {
                target.putDouble(Double.NaN);
            }
        }
    }
}
