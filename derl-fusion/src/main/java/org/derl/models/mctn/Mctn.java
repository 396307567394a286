package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.AveragePoolAlignment;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Reconstruction;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * Multimodal Cyclic Translation Network (Pham et al., AAAI 2019). Text is translated into another modality and back,
 * and the intermediate representation is translated into the third; the prediction is read from the last of these joint
 * representations. The other modalities are needed for training alone. The page docs/models/mctn.md says where the
 * reference's code differs.
 */
public final class Mctn extends FusionModel<Mctn.Translated> {

    private final Config config;
    private final List<Modality> order;
    private final int size;
    private final ByModality<Translator> translators;
    private final Regressor regressor;

    /**
     * @param order of the modalities that words are translated into, the first one and back; those that the data set
     *     lacks are left out
     * @param steps how many are read; later ones are not
     * @param hidden the size of a joint representation's step
     * @param losses what is minimized
     * @param alongBatch whether recurrences run along the batch, sample by sample, and each step is a sequence of its
     *     own
     */
    public record Config(List<String> order, int steps, int hidden, LossConfig losses, boolean alongBatch) {

        /**
         * What is minimized.
         *
         * @param task how far predictions are from labels
         * @param translationWeight of the mean squared error of a translation, the one back among them
         * @param inputsLearn whether a text encoder that is trained with the model learns to output what is easily
         *     translated into
         */
        public record LossConfig(TaskLoss task, double translationWeight, boolean inputsLearn) {

            /** Checks the number. */
            public LossConfig {
                if (translationWeight < 0) {
                    throw new IllegalArgumentException("translation-weight must not be negative");
                }
            }
        }

        /** Checks the numbers. */
        public Config {
            if (steps < 1 || hidden < 1) {
                throw new IllegalArgumentException("steps and hidden must be positive");
            }
            order = List.copyOf(order);
        }
    }

    /**
     * What the network computes.
     *
     * @param inputs of each modality, over the words' steps and of one size, as the recurrences read them
     * @param translations by the modality that is translated into; none in prediction, which needs none
     * @param read what the prediction is read off
     */
    public record Translated(
            ByModality<Sequence> inputs,
            ByModality<Translator.Translation> translations,
            Regressor.Read read,
            NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs text and something to translate it into. */
    public Mctn(Config config, Schema schema) {
        this.config = config;
        ByModality<FeatureShape> inputs = schema.inputs();
        order = schema.present(Modality.named(config.order())).stream()
                .filter(modality -> !modality.equals(Modality.TEXT))
                .toList();
        schema.require(
                "needs text and one or more of " + config.order(), inputs.has(Modality.TEXT) && !order.isEmpty());
        size = inputs.values().stream().mapToInt(FeatureShape::size).max().orElseThrow();
        int hidden = config.hidden();
        translators = ByModality.of(
                order,
                modality -> part(
                        "translators." + modality,
                        new Translator(modality.equals(order.get(0)) ? size : hidden, hidden, size)));
        regressor = part("regressor", new Regressor(hidden, schema.task().outputs(), config.alongBatch()));
    }

    @Override
    public Translated forward(Pass pass, Batch batch) {
        ByModality<Sequence> inputs = inputs(batch.inputs());
        Map<String, Translator.Translation> translations = new LinkedHashMap<>();
        Sequence joint = inputs.get(Modality.TEXT);
        for (Modality target : order) {
            Translator translator = translators.get(target);
            Translator.Encoded encoded = translator.encode(joint);
            if (pass.computesLosses()) {
                Translator.Translation there = translator.decode(encoded, inputs.get(target));
                translations.put(target.name(), there);
                if (target.equals(order.get(0))) {
                    Translator.Encoded cycle = translator.encode(joint.with(there.values()));
                    translations.put(Modality.TEXT.name(), translator.decode(cycle, joint));
                }
            }
            joint = encoded.joint();
        }
        Regressor.Read read = regressor.read(joint);
        return new Translated(inputs, ByModality.of(translations), read, regressor.predict(read));
    }

    private ByModality<Sequence> inputs(ByModality<Sequence> inputs) {
        return AveragePoolAlignment.align(inputs, Modality.TEXT).map((modality, sequence) -> {
            Sequence cut = sequence.first(config.steps());
            NDArray sized = widened(cut.values());
            // along the batch (time, batch, size), else (batch, time, size)
            return config.alongBatch() ? Sequence.full(sized.transpose(1, 0, 2)) : cut.with(sized);
        });
    }

    /** (batch, time, size): zeros after the features up to the size of the modality that has most. */
    private NDArray widened(NDArray values) {
        Shape shape = values.getShape();
        if (shape.get(2) == size) {
            return values;
        }
        NDArray nothing = values.getManager().zeros(new Shape(shape.get(0), shape.get(1), size - shape.get(2)));
        return Tensors.concat(List.of(values, nothing), 2);
    }

    @Override
    public Training<Translated> training(Targets labels, Optimization optimization) {
        return Training.of(this::losses, optimization);
    }

    private Losses losses(Pass pass, Translated forward, Batch batch) {
        Config.LossConfig loss = config.losses();
        Losses losses =
                Losses.task(loss.task().of(forward.prediction(), batch.targets().overall()));
        for (Modality modality : forward.translations().modalities()) {
            // The first time step, which is never translated, counts.
            NDArray error = Reconstruction.error(
                    forward.translations().get(modality).values(),
                    forward.inputs().get(modality),
                    loss.inputsLearn());
            losses = losses.plus(modality.name(), loss.translationWeight(), error);
        }
        return losses;
    }
}
