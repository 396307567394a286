package org.derl.bench.assembly;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.train.TrainingSettings;
import org.derl.config.Blueprint;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.jspecify.annotations.Nullable;

/**
 * A model as a model file describes it.
 *
 * @param title as tables print it
 * @param insideTextEncoder whether it does something inside the text encoder, so that one without an inside will not do;
 *     no unless told
 * @param model the network with its settings
 * @param training how it trains
 */
public record ModelSettings(
        String title,
        @Nullable Boolean insideTextEncoder,
        Blueprint<Schema, FusionModel<?>> model,
        TrainingSettings training) {

    /** Whether it does something inside the text encoder. */
    public boolean worksInsideTextEncoder() {
        return Boolean.TRUE.equals(insideTextEncoder);
    }

    /** These settings with the groups of a text encoder before those of the model. */
    public ModelSettings with(TextEncoderSettings textEncoder) {
        Optimization own = training.optimization();
        List<Optimization.Group> groups = new ArrayList<>(textEncoder.groups());
        groups.addAll(own.groups());
        return new ModelSettings(title, insideTextEncoder, model, training.with(own.with(groups)));
    }
}
