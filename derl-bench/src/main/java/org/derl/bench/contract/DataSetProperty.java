package org.derl.bench.contract;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.tensor.Compute;

/** What every data set must have, and how it is found out. */
record DataSetProperty(String name, Examination examination) {

    /** So many samples of each part are looked at. */
    private static final int LOOKED_AT = 256;

    /** Looks for a property. */
    @FunctionalInterface
    interface Examination {

        /**
         * Looks for it.
         *
         * @return the figure that decided
         * @throws ViolationException when the data set has not the property
         */
        String examine(DataSet data, DataSetLoader loader) throws ViolationException, IOException;
    }

    /** All, in the order in which they are asked for. */
    static final List<DataSetProperty> ALL = List.of(
            new DataSetProperty("keeps its parts apart", DataSetProperty::keepsItsPartsApart),
            new DataSetProperty("has labels in range", DataSetProperty::hasLabelsInRange),
            new DataSetProperty("fits its schema", DataSetProperty::fitsItsSchema),
            new DataSetProperty("loads the same again", DataSetProperty::loadsTheSameAgain));

    private static List<Split> parts(DataSet data) {
        return List.of(data.training(), data.validation(), data.test().open("contract", 0));
    }

    private static String keepsItsPartsApart(DataSet data, DataSetLoader loader) throws ViolationException {
        Set<String> ids = new HashSet<>();
        for (Split part : parts(data)) {
            if (part.size() == 0
                    || part.labels().size() != part.size()
                    || part.groups().size() != part.size()) {
                throw new ViolationException(part.size() + " ids, "
                        + part.labels().size() + " labels and " + part.groups().size() + " groups in one part");
            }
            for (String id : part.ids()) {
                if (!ids.add(id)) {
                    throw new ViolationException("two samples are called '" + id + "'");
                }
            }
        }
        return data.training().size() + ", " + data.validation().size() + ", "
                + data.test().size() + " samples";
    }

    private static String hasLabelsInRange(DataSet data, DataSetLoader loader) throws ViolationException {
        if (!(data.schema().task() instanceof Task.Regression range)) {
            return "classes";
        }
        double[] labels = parts(data).stream()
                .flatMap(part -> part.labels().stream())
                .mapToDouble(label -> label)
                .toArray();
        double lowest = Arrays.stream(labels).min().orElseThrow();
        double highest = Arrays.stream(labels).max().orElseThrow();
        if (!(lowest >= range.lowest() && highest <= range.highest())) {
            throw new ViolationException("labels from " + lowest + " to " + highest + ", but the task says "
                    + range.lowest() + " to " + range.highest());
        }
        return String.format(Locale.ROOT, "from %.2f to %.2f", lowest, highest);
    }

    private static String fitsItsSchema(DataSet data, DataSetLoader loader) throws ViolationException {
        for (Split part : parts(data)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                List<Integer> rows = backwards(part);
                Batch batch = part.batch(manager, rows);
                if (!batch.ids().equals(rows.stream().map(part.ids()::get).toList())) {
                    throw new ViolationException("a batch holds other rows than were asked for");
                }
                for (Modality modality : data.schema().inputs().modalities()) {
                    check(
                            modality,
                            data.schema().inputs().get(modality),
                            batch.inputs().get(modality));
                }
            }
        }
        return "";
    }

    private static List<Integer> backwards(Split part) {
        int looked = Math.min(LOOKED_AT, part.size());
        return IntStream.range(0, looked).mapToObj(i -> looked - 1 - i).toList();
    }

    private static void check(Modality modality, FeatureShape shape, Sequence sequence) throws ViolationException {
        if (sequence.time() > shape.maximumLength()) {
            throw new ViolationException(
                    modality + " has " + sequence.time() + " steps, the schema at most " + shape.maximumLength());
        }
        if (shape.content() == Content.TOKENS) {
            for (long token : sequence.values().toLongArray()) {
                if (token < 0 || token >= shape.size()) {
                    throw new ViolationException(modality + " has the token " + token + " of " + shape.size());
                }
            }
            return;
        }
        if (sequence.size() != shape.size()) {
            throw new ViolationException(
                    modality + " has " + sequence.size() + " features, the schema " + shape.size());
        }
        for (float value : sequence.values().toFloatArray()) {
            if (!Float.isFinite(value)) {
                throw new ViolationException(modality + " has a feature that is " + value);
            }
        }
    }

    private static String loadsTheSameAgain(DataSet data, DataSetLoader loader) throws ViolationException, IOException {
        List<Split> again = parts(loader.load());
        for (int i = 0; i < again.size(); i++) {
            Split one = parts(data).get(i);
            Split other = again.get(i);
            if (!one.ids().equals(other.ids()) || !one.labels().equals(other.labels()) || !sameInputs(one, other)) {
                throw new ViolationException("another load gives other samples");
            }
        }
        return "";
    }

    private static boolean sameInputs(Split one, Split other) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            Batch first = one.batch(manager, backwards(one));
            Batch second = other.batch(manager, backwards(other));
            return first.inputs().modalities().stream()
                    .allMatch(modality -> Arrays.equals(
                            first.inputs().get(modality).values().toByteArray(),
                            second.inputs().get(modality).values().toByteArray()));
        }
    }
}
