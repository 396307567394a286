package org.derl.bench.configuration;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.train.TrainingSettings;
import org.derl.config.Blueprint;
import org.derl.config.LeftOut;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TextEncoded;
import org.derl.part.SequenceEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A model as a model file describes it.
 *
 * @param title as tables print it
 * @param insideTextEncoder whether it does something inside the text encoder, so that one without an inside will not
 *     do; false by default
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

    /** The network's settings that had no effect in the models that were built from these settings. */
    public List<LeftOut> leftOut() {
        return model.leftOut().stream()
                .map(below -> new LeftOut("model." + below.path(), below.reason()))
                .toList();
    }

    /** These settings without a pause of the training. */
    public ModelSettings unpaused() {
        return new ModelSettings(title, insideTextEncoder, model, training.unpaused());
    }

    /** These settings with the groups of a text encoder before those of the model. */
    public ModelSettings with(TextEncoderSettings textEncoder) {
        return with(textEncoder.groups(), training.optimization().groups());
    }

    /** These settings with the groups of a text encoder after those of the model, if they leave any parameter to it. */
    ModelSettings before(TextEncoderSettings textEncoder) {
        return with(training.optimization().groups(), textEncoder.groups());
    }

    private ModelSettings with(List<Optimization.Group> first, List<Optimization.Group> second) {
        Optimization own = training.optimization();
        List<Optimization.Group> groups = new ArrayList<>(first);
        groups.addAll(second);
        return new ModelSettings(title, insideTextEncoder, model, training.with(own.with(groups)));
    }

    /**
     * Builds the model after a text encoder.
     *
     * @throws org.derl.config.InvalidConfigException when settings do not fit the data set
     */
    public FusionModel<?> build(TextEncoderSettings textEncoder, Schema schema) {
        if (!schema.inputs().has(Modality.TEXT)) {
            return model.build(schema);
        }
        SequenceEncoder encoder = textEncoder.encoder().build(schema.inputs().get(Modality.TEXT));
        ByModality<FeatureShape> encoded = schema.inputs()
                .map((modality, shape) -> modality.equals(Modality.TEXT) ? shape.resized(encoder.size()) : shape);
        return new TextEncoded<>(
                encoder, model.build(new Schema(encoded, schema.task())), training.textEncoderPrecision());
    }
}
