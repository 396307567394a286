package org.derl.bench.tune;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.comparison.Experiment;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;

/**
 * A search of the settings of models on one data set.
 *
 * @param dataSet the name of the data set
 * @param textEncoder the name of the text encoder
 * @param models the names of the models
 * @param draws of each model, its own settings among them
 * @param seed of the draws and of each training
 * @param device where trials run
 * @param kernels by which a CPU computes
 * @param folder where everything is kept
 * @param again whether finished trials are trained anew
 */
public record TuningPlan(
        String dataSet,
        String textEncoder,
        List<String> models,
        int draws,
        long seed,
        String device,
        Kernels kernels,
        Path folder,
        boolean again) {

    /** Checks the numbers. */
    public TuningPlan {
        models = List.copyOf(models);
        if (draws < 1) {
            throw new IllegalArgumentException("--budget is a number of draws, at least 1, not " + draws);
        }
    }

    /** Trials on the validation split alone. */
    Experiment experiment(List<String> names, Config overrides, Path where) {
        return new Experiment(
                dataSet,
                textEncoder,
                names,
                names.get(0),
                List.of(seed),
                device,
                kernels,
                SplitName.VALIDATION,
                overrides,
                where);
    }
}
