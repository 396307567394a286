package org.derl.bench.trial;

import com.typesafe.config.Config;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;

/**
 * One training of one model with one seed: together with the version of DERL, everything that its numbers depend on.
 *
 * @param model the name of the model
 * @param dataSet the name of the data set
 * @param textEncoder the name of the text encoder
 * @param seed of all randomness
 * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
 * @param kernels by which a CPU computes
 * @param overrides settings by the name of a model, data set or text encoder, over those of the jars
 * @param split the last split that it predicts: a search stops at the validation split
 */
public record Trial(
        String model,
        String dataSet,
        String textEncoder,
        long seed,
        String device,
        Kernels kernels,
        Config overrides,
        SplitName split) {

    /** A trial with native kernels that also predicts the test split. */
    public Trial(String model, String dataSet, String textEncoder, long seed, String device, Config overrides) {
        this(model, dataSet, textEncoder, seed, device, Kernels.NATIVE, overrides, SplitName.TEST);
    }

    /** As messages name it. */
    public String label() {
        return model + " (seed " + seed + ")";
    }
}
