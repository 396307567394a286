package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.control.MeanFeatures;
import org.derl.bench.search.Searches;
import org.derl.bench.statistics.PracticalEquality;
import org.derl.bench.statistics.Resampling;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a comparison say of its data set, and of what is the same for all rows. It is kept beside them, so
 * that they can be printed without the data set.
 *
 * @param title of the data set
 * @param task what is predicted
 * @param training how many samples the training split has
 * @param fewFeatures whether they are few enough for the control in closed form
 * @param notes what a reader of any result must be told
 * @param recipe by which models were trained; absent where all recipes are the same
 * @param copy whose data set it is a copy of; absent in folders that an earlier build wrote
 * @param equality below which differences are practically none; absent there, too
 * @param searches by which settings of models were found; absent there, too
 * @param varied the values of settings in which rows were made to differ, by their names, then by paths; absent where
 *     there are none
 */
public record ComparedData(
        String title,
        Task.Regression task,
        int training,
        Samples validation,
        Samples test,
        boolean fewFeatures,
        List<String> notes,
        @Nullable TrainingRecipe recipe,
        @Nullable Copy copy,
        @Nullable PracticalEquality equality,
        @Nullable Searches searches,
        @Nullable Map<String, Map<String, String>> varied) {

    /** Of models that vary in no setting. */
    public ComparedData(
            String title,
            Task.Regression task,
            int training,
            Samples validation,
            Samples test,
            boolean fewFeatures,
            List<String> notes,
            @Nullable TrainingRecipe recipe,
            @Nullable Copy copy,
            @Nullable PracticalEquality equality,
            @Nullable Searches searches) {
        this(title, task, training, validation, test, fewFeatures, notes, recipe, copy, equality, searches, null);
    }

    /** Refuses to lack something. */
    public ComparedData {
        Objects.requireNonNull(title);
        Objects.requireNonNull(task);
        Objects.requireNonNull(validation);
        Objects.requireNonNull(test);
        notes = List.copyOf(notes);
    }

    /**
     * The samples of a split.
     *
     * @param ids in row order
     * @param groups what each belongs to, in row order
     * @param leastError the expected absolute error of the best predictor; 0 where nothing is known
     */
    public record Samples(List<String> ids, List<String> groups, double leastError) {

        /** Refuses samples without a group. */
        public Samples {
            if (ids.size() != groups.size()) {
                throw new IllegalArgumentException(
                        ids.size() + " samples, of which " + groups.size() + " have a group");
            }
        }

        /** How samples, whole groups of them, and seeds are resampled for intervals. */
        public Resampling resampling() {
            Map<String, String> byId = MeasuredSamples.groups(this);
            return Resampling.ofGroups(id -> byId.getOrDefault(id, id));
        }
    }

    /**
     * A copy of a data set that publications have, too, which may have other features of it.
     *
     * @param family of the data set
     * @param sizes how many features a step has, by modality
     */
    public record Copy(String family, Map<String, Integer> sizes) {

        /** Refuses to lack something. */
        public Copy {
            Objects.requireNonNull(family);
            sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
        }

        private static Copy of(DataSet data) {
            return new Copy(
                    data.family(),
                    data.schema()
                            .inputs()
                            .map((modality, shape) -> shape.size())
                            .toMap());
        }
    }

    /** Of a data set that is at hand. */
    public static ComparedData of(String title, DataSet data) {
        return new ComparedData(
                title,
                (Task.Regression) data.schema().task(),
                data.training().size(),
                samples(data.validation()),
                samples(data.test()),
                MeanFeatures.areFew(data.schema()),
                data.notes(),
                null,
                Copy.of(data),
                null,
                null);
    }

    /** The same with more to tell. */
    public ComparedData and(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ComparedData(
                title, task, training, validation, test, fewFeatures, all, recipe, copy, equality, searches, varied);
    }

    /** The same of models that were trained by a recipe. */
    public ComparedData by(@Nullable TrainingRecipe other) {
        return new ComparedData(
                title, task, training, validation, test, fewFeatures, notes, other, copy, equality, searches, varied);
    }

    /** The same where differences are told that are practically none. */
    public ComparedData telling(PracticalEquality other) {
        return new ComparedData(
                title, task, training, validation, test, fewFeatures, notes, recipe, copy, other, searches, varied);
    }

    /** The same of models that were made to differ in settings. */
    public ComparedData varied(Map<String, Map<String, String>> values) {
        return new ComparedData(
                title,
                task,
                training,
                validation,
                test,
                fewFeatures,
                notes,
                recipe,
                copy,
                equality,
                searches,
                values.isEmpty() ? null : values);
    }

    /** The same of models whose settings were found by searches. */
    public ComparedData with(Searches others) {
        return new ComparedData(
                title, task, training, validation, test, fewFeatures, notes, recipe, copy, equality, others, varied);
    }

    /** The same where it is known of which data set it is a copy. */
    ComparedData ofCopy(DataSet known) {
        return new ComparedData(
                title,
                task,
                training,
                validation,
                test,
                fewFeatures,
                notes,
                recipe,
                copy == null ? Copy.of(known) : copy,
                equality,
                searches,
                varied);
    }

    private static Samples samples(Split split) {
        return new Samples(split.ids(), split.groups(), split.leastError());
    }

    /** The samples of the validation or the test split. */
    Samples on(SplitName split) {
        return split == SplitName.TEST ? test : validation;
    }
}
