package org.derl.bench.compare;

import ai.djl.Device;
import java.util.List;
import java.util.function.Consumer;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.statistics.PracticalEquality;
import org.derl.bench.sweep.Seeds;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.data.SplitName;
import org.derl.eval.Metric;
import org.derl.tensor.Compute;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * What is compared unless told otherwise.
 *
 * @param title of an experiment
 * @param dataSet the name of the data set
 * @param models the names of the models
 * @param compareTo the model that the others are compared with
 * @param seeds which, as {@link Seeds} are written
 * @param kernels by which a CPU computes
 * @param split that the table is about
 * @param metrics of the table; those of the data set's family unless said
 * @param equality below which a difference is none in practice
 * @param published whose table an experiment is made after
 */
public record ComparisonDefaults(
        @Nullable String title,
        String dataSet,
        List<String> models,
        String compareTo,
        String seeds,
        Kernels kernels,
        SplitName split,
        @Nullable List<Blueprint<LabeledSamples, Metric>> metrics,
        PracticalEquality equality,
        @Nullable Published published) {

    /**
     * A table of a publication.
     *
     * @param by the name of the publication
     * @param on the families of the data sets that it has that table of, the usual one first
     */
    public record Published(String by, List<String> on) {}

    /** The metrics of the table; null for those of the data set's family. */
    public @Nullable TableMetrics tableMetrics() {
        return metrics == null ? null : new TableMetrics(metrics);
    }

    /**
     * By which kernels a device computes unless told otherwise: the usual ones, or native ones where it has not those.
     *
     * @param told gets a line where it has not
     */
    public Kernels kernelsOn(String device, Consumer<String> told) {
        Device there = Compute.device(device);
        if (kernels.areOn(there)) {
            return kernels;
        }
        told.accept(dataSet + " is usually computed by portable kernels, which this "
                + (there.isGpu() ? "GPU" : "processor")
                + " has not: these are native ones, with digits of their own");
        return Kernels.NATIVE;
    }

    /** The model that the others are compared with: the usual one, or the last model where that is not compared. */
    public String comparedTo(List<String> compared) {
        return compared.contains(compareTo) ? compareTo : compared.get(compared.size() - 1);
    }

    /**
     * The split that a table is about. An experiment that is a search never looks at the test split, whatever is asked
     * for.
     *
     * @param experiment its name
     * @param asked for, if any
     * @throws IllegalArgumentException when a search is to look at the test split
     */
    public SplitName split(@Nullable String experiment, @Nullable SplitName asked) {
        if (experiment != null && asked == SplitName.TEST && split == SplitName.VALIDATION) {
            throw new IllegalArgumentException(experiment + " is a search, and nothing may be chosen on the test"
                    + " split: leave out --split, and compare by --models and --set what it finds");
        }
        return asked == null ? split : asked;
    }
}
