package org.derl.models.misa;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.models.TextLengths;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Modality-Invariant and -Specific Representations (Hazarika et al., ACM MM 2020). Each modality's vector is split into
 * an invariant view, which losses pull towards those of the others, and a specific view, which they push away. All
 * views attend to one another and predict together. The page docs/models/misa.md says where the authors' code differs.
 */
public final class Misa extends FusionModel<Misa.Encoded> {

    private final Config config;
    private final ByModality<UtteranceEncoder> encoders;
    private final ByModality<Subspaces> subspaces;
    private final Linear shared;
    private final @Nullable Discriminator discriminator;
    private final SequenceEncoder transformer;
    private final Linear hidden;
    private final Linear output;
    private final MisaLosses losses;

    /**
     * @param order of the views; it must name every modality with an encoder
     * @param encoders of each modality; those that the data set lacks are left out
     * @param size of a view
     * @param transformer over the views
     * @param dropout between the last layers, and in the discriminator
     * @param adversarial whether a discriminator, not a distance, makes the invariant views similar
     * @param reversal the factor of the reversed gradients from the discriminator
     * @param losses of which the views are kept alike and apart
     * @param textLengths whether all modalities are read up to the text's length, and not up to their own
     */
    public record Config(
            List<String> order,
            ByModality<Blueprint<FeatureShape, UtteranceEncoder>> encoders,
            int size,
            Blueprint<FeatureShape, SequenceEncoder> transformer,
            double dropout,
            boolean adversarial,
            double reversal,
            MisaLosses.Config losses,
            boolean textLengths) {

        /** Checks the numbers. */
        public Config {
            if (size < 1) {
                throw new IllegalArgumentException("size must be positive");
            }
            Pass.checkDropout(dropout);
            order = List.copyOf(order);
            for (Modality modality : encoders.modalities()) {
                if (!order.contains(modality.name())) {
                    throw new IllegalArgumentException("order is " + order + " and lacks " + modality);
                }
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param utterances (batch, size of its encoder) of each modality
     * @param views of each modality
     * @param domains (batch, modalities): which modality each invariant view seems to be; empty without a discriminator
     * @param attended (batch, views, size): what the transformer outputs
     */
    public record Encoded(
            ByModality<NDArray> utterances,
            ByModality<Subspaces.Views> views,
            ByModality<NDArray> domains,
            NDArray attended,
            NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs two modalities or more. */
    public Misa(Config config, Schema schema) {
        this.config = config;
        ByModality<Blueprint<FeatureShape, UtteranceEncoder>> available =
                Available.of(config.encoders(), "encoders", schema);
        List<Modality> present =
                Modality.named(config.order()).stream().filter(available::has).toList();
        schema.require("needs two or more of the modalities " + config.order(), present.size() >= 2);
        if (config.textLengths()) {
            TextLengths.require(schema);
        }
        encoders = ByModality.of(
                present,
                modality -> part(
                        "encoders." + modality,
                        available.get(modality).build(schema.inputs().get(modality))));
        int size = config.size();
        subspaces =
                encoders.map((modality, encoder) -> part("subspaces." + modality, new Subspaces(encoder.size(), size)));
        shared = part("shared", Linear.of(size, size));
        discriminator = config.adversarial()
                ? part("discriminator", new Discriminator(size, present.size(), config.reversal(), config.dropout()))
                : null;
        int views = 2 * present.size();
        transformer = part("transformer", config.transformer().build(FeatureShape.features(size, views)));
        int joined = views * transformer.size();
        hidden = part("hidden", Linear.of(joined, joined / 2));
        output = part("output", Linear.of(joined / 2, schema.task().outputs()));
        losses = part("losses", new MisaLosses(config.losses(), present, size, config.adversarial()));
    }

    @Override
    public Encoded forward(Pass pass, Batch batch) {
        ByModality<Sequence> inputs =
                (config.textLengths() ? TextLengths.of(encoders.modalities(), batch) : batch).inputs();
        ByModality<NDArray> utterances = encoders.map((modality, encoder) ->
                Outputs.vector(encoder, encoder.encode(pass, inputs.get(modality)), encoder.size()));
        ByModality<Subspaces.Views> views =
                subspaces.map((modality, subspace) -> subspace.split(utterances.get(modality), shared));
        List<NDArray> all = Stream.concat(
                        views.values().stream().map(Subspaces.Views::specific),
                        views.values().stream().map(Subspaces.Views::invariant))
                .toList();
        Sequence stacked = Sequence.full(Tensors.stack(all, 1)); // (batch, views, size)
        NDArray attended = Outputs.steps(transformer, stacked, transformer.encode(pass, stacked), transformer.size())
                .values();
        return new Encoded(utterances, views, domains(pass, views), attended, predict(pass, attended));
    }

    private ByModality<NDArray> domains(Pass pass, ByModality<Subspaces.Views> views) {
        Discriminator guess = discriminator;
        return guess == null
                ? ByModality.of(Map.of())
                : views.map((modality, view) -> guess.scores(pass, view.invariant()));
    }

    private NDArray predict(Pass pass, NDArray attended) {
        NDArray joined = attended.reshape(attended.getShape().get(0), -1); // (batch, views * size)
        // (batch, views * size / 2)
        NDArray middle = Functions.relu(pass.dropout(hidden.apply(joined), config.dropout()));
        return Outputs.single(output.apply(middle)); // (batch, outputs), or (batch)
    }

    @Override
    public Training<Encoded> training(Targets labels, Optimization optimization) {
        return Training.of(losses, optimization);
    }
}
