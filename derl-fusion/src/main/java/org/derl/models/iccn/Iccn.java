package org.derl.models.iccn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.RmsProp;

/**
 * Interaction Canonical Correlation Network (Sun et al., AAAI 2020). Audio and vision are each combined with the text
 * into a view, and these two views learn to correlate, without any label. Then they are frozen, and a regressor learns
 * to predict from both views and the text. The first epoch contains the whole first stage.
 */
public final class Iccn extends FusionModel<Iccn.Correlated> {

    private static final String REGRESSOR = "regressor.";
    private static final List<Modality> SEEN_WITH_TEXT = List.of(Modality.AUDIO, Modality.VISION);

    private final Config config;
    private final UtteranceEncoder text;
    private final ByModality<Interaction> interactions;
    private final FusionLoss correlation;
    private final Linear lower;
    private final Linear upper;
    private final Linear output;

    /**
     * @param text what turns the words into one vector
     * @param state of a projected step of the other modalities, and of their LSTMs' states
     * @param view the size of a view
     * @param correlation the first stage
     * @param regressor what predicts in the end
     * @param loss of the task
     */
    public record Config(
            Blueprint<FeatureShape, UtteranceEncoder> text,
            int state,
            int view,
            Correlation correlation,
            Regressor regressor,
            TaskLoss loss) {

        /**
         * The first stage, by RMSprop.
         *
         * @param epochs runs over the training split
         * @param learningRate of all but the regressor
         * @param loss between the views
         */
        public record Correlation(int epochs, double learningRate, Blueprint<ByModality<Integer>, FusionLoss> loss) {

            /** Checks the number. */
            public Correlation {
                if (epochs < 1) {
                    throw new IllegalArgumentException("epochs must be positive");
                }
            }
        }

        /**
         * Two layers with ReLU and a linear one.
         *
         * @param size of both layers
         * @param dropout before the last layer
         */
        public record Regressor(int size, double dropout) {

            /** Checks the numbers. */
            public Regressor {
                if (size < 1) {
                    throw new IllegalArgumentException("size must be positive");
                }
                Pass.checkDropout(dropout);
            }
        }

        /** Checks the numbers. */
        public Config {
            if (state < 1 || view < 1) {
                throw new IllegalArgumentException("state and view must be positive");
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param text (batch, size of its encoder)
     * @param regressed what the first stage does not need, so in training it is computed when asked for
     */
    public record Correlated(NDArray text, Supplier<Regressed> regressed) implements Forward {

        @Override
        public NDArray prediction() {
            return regressed.get().prediction();
        }
    }

    /**
     * What the second stage learns from.
     *
     * @param views (batch, size) of audio and vision, through which no gradient passes
     * @param embedding (batch, both views and text side by side)
     * @param prediction (batch) or (batch, classes)
     */
    public record Regressed(ByModality<NDArray> views, NDArray embedding, NDArray prediction) {}

    /** For a data set of the given schema, which needs all three modalities. */
    public Iccn(Config config, Schema schema) {
        this.config = config;
        ByModality<FeatureShape> inputs = schema.inputs();
        schema.require("needs text, audio and vision", Modality.TEXT, Modality.AUDIO, Modality.VISION);
        text = part("text", config.text().build(inputs.get(Modality.TEXT)));
        interactions = ByModality.of(
                SEEN_WITH_TEXT,
                modality -> part(
                        "interactions." + modality,
                        new Interaction(text.size(), inputs.get(modality).size(), config.state(), config.view())));
        correlation = part(
                "correlation", config.correlation().loss().build(interactions.map((modality, part) -> config.view())));
        int size = config.regressor().size();
        lower = part(REGRESSOR + "lower", Linear.of(2 * config.view() + text.size(), size));
        upper = part(REGRESSOR + "upper", Linear.of(size, size));
        output = part(REGRESSOR + "output", Linear.of(size, schema.task().outputs()));
    }

    @Override
    public Correlated forward(Pass pass, Batch batch) {
        NDArray vector = Outputs.vector(text, text.encode(pass, batch.inputs().get(Modality.TEXT)), text.size());
        if (pass.training()) {
            return new Correlated(vector, new WhenAsked<>(() -> regressed(pass, vector, batch.inputs())));
        }
        Regressed regressed = regressed(pass, vector, batch.inputs());
        return new Correlated(vector, () -> regressed);
    }

    private Regressed regressed(Pass pass, NDArray vector, ByModality<Sequence> inputs) {
        ByModality<NDArray> views = Compute.withoutGradients(() -> views(vector, inputs, false));
        List<NDArray> parts = new ArrayList<>(views.values());
        parts.add(vector);
        NDArray embedding = Tensors.concat(parts, 1); // (batch, 2 view + size of the text)
        return new Regressed(views, embedding, predict(pass, embedding));
    }

    private ByModality<NDArray> views(NDArray vector, ByModality<Sequence> inputs, boolean learning) {
        return interactions.map((modality, part) -> part.view(vector, inputs.get(modality), learning));
    }

    private NDArray predict(Pass pass, NDArray embedding) {
        NDArray hidden = Functions.relu(upper.apply(Functions.relu(lower.apply(embedding)))); // (batch, size)
        NDArray scores = output.apply(pass.dropout(hidden, config.regressor().dropout())); // (batch, outputs)
        return Outputs.single(scores);
    }

    @Override
    public Training<Correlated> training(Targets labels, Optimization optimization) {
        Config.Correlation first = config.correlation();
        Optimization rmsProp = new Optimization(
                RmsProp.BLUEPRINT,
                first.learningRate(),
                0,
                optimization.groups(),
                Optimization.Clipping.NONE,
                1,
                optimization.dropout());
        Sweep<Correlated> correlating =
                new Sweep<>("correlation", this::correlate, path -> !path.startsWith(REGRESSOR), rmsProp);
        Sweep<Correlated> regressing =
                new Sweep<>("regression", this::regress, path -> path.startsWith(REGRESSOR), optimization);
        List<Sweep<Correlated>> firstEpoch = new ArrayList<>(Collections.nCopies(first.epochs(), correlating));
        firstEpoch.add(regressing);
        return epoch -> epoch == 1 ? firstEpoch : List.of(regressing);
    }

    private Losses correlate(Pass pass, Correlated forward, Batch batch) {
        List<View> views = views(forward.text(), batch.inputs(), pass.training())
                .map(View::new)
                .values();
        NDArray loss = correlation.between(pass, views.get(0), views.get(1), batch);
        return new Losses(loss, Map.of("correlation", loss));
    }

    private Losses regress(Pass pass, Correlated forward, Batch batch) {
        return Losses.task(
                config.loss().of(forward.prediction(), batch.targets().overall()));
    }
}
