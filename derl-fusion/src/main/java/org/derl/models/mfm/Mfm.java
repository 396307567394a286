package org.derl.models.mfm;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.AveragePoolAlignment;
import org.derl.layers.FeedForward;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.models.GatedMemory;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Multimodal Factorization Model (Tsai et al., ICLR 2019). A gated memory over all modalities gives the factors that
 * they share; an encoder per modality gives its own factors. The shared factors predict; a modality's own and the
 * shared factors together reconstruct its sequence.
 */
public final class Mfm extends FusionModel<Mfm.Factorized> {

    private final Config config;
    private final ByModality<UtteranceEncoder> encoders;
    private final ByModality<FeedForward> factors;
    private final ByModality<Decoder> decoders;
    private final GatedMemory memory;
    private final Linear commonLatent;
    private final FeedForward commonFactors;
    private final FeedForward head;

    /**
     * @param encoders make each modality's own latent vector; those that the data set lacks are left out
     * @param factors of each modality: how many, and the dropout within the layers that make them of its latent
     * @param hidden the size of each modality's LSTM below the memory
     * @param memory across the modalities
     * @param commonLatent the size of the latent vector that is made of the memory
     * @param commonFactors how many are made of that, and the dropout on the way
     * @param dropout between the last two layers
     * @param losses of which factors are learned
     */
    public record Config(
            ByModality<Blueprint<FeatureShape, UtteranceEncoder>> encoders,
            ByModality<FeedForward.Inner> factors,
            ByModality<Integer> hidden,
            GatedMemory.Config memory,
            int commonLatent,
            FeedForward.Inner commonFactors,
            double dropout,
            MfmLosses.Config losses) {

        /** Checks the numbers. */
        public Config {
            if (commonLatent < 1 || hidden.values().stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException("common-latent and hidden sizes must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    /**
     * What the network computes.
     *
     * @param aligned the inputs over the same time steps
     * @param latents (batch, size of its encoder) of each modality
     * @param common (batch, common latent)
     * @param factors (batch, factors) of each modality
     * @param commonFactors (batch, common factors)
     * @param generated (batch, time, features) of each modality
     */
    public record Factorized(
            ByModality<Sequence> aligned,
            GatedMemory.Reading reading,
            ByModality<NDArray> latents,
            NDArray common,
            ByModality<NDArray> factors,
            NDArray commonFactors,
            ByModality<NDArray> generated,
            NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema. */
    public Mfm(Config config, Schema schema) {
        this.config = config;
        ByModality<Blueprint<FeatureShape, UtteranceEncoder>> available =
                Available.of(config.encoders(), "encoders", schema);
        ByModality<FeatureShape> inputs = schema.inputs().only(available.modalities());
        int common = config.commonFactors().size();
        encoders =
                available.map((modality, encoder) -> part("encoders." + modality, encoder.build(inputs.get(modality))));
        factors = encoders.map((modality, encoder) -> part(
                "factors." + modality, layers(encoder.size(), config.factors().get(modality))));
        decoders = inputs.map((modality, input) -> part(
                "decoders." + modality,
                new Decoder(common + config.factors().get(modality).size(), input.size())));
        memory = part("memory", new GatedMemory(config.memory(), config.hidden(), inputs));
        commonLatent = part("common-latent", Linear.of(memory.size(), config.commonLatent()));
        commonFactors = part("common-factors", layers(config.commonLatent(), config.commonFactors()));
        FeedForward.Inner last = new FeedForward.Inner(common, config.dropout());
        head = part("head", new FeedForward(common, last, schema.task().outputs()));
    }

    private static FeedForward layers(int latent, FeedForward.Inner factors) {
        return new FeedForward(latent, factors, factors.size());
    }

    @Override
    public Factorized forward(Pass pass, Batch batch) {
        List<Modality> present = List.copyOf(encoders.modalities());
        ByModality<Sequence> aligned = AveragePoolAlignment.align(batch.inputs().only(present), present.get(0));
        GatedMemory.Reading reading = memory.read(pass, aligned);
        NDArray common = commonLatent.apply(reading.last()); // (batch, common latent)
        NDArray shared = Functions.relu(commonFactors.apply(pass, common)); // (batch, common factors)
        ByModality<NDArray> latents = encoders.map((modality, encoder) ->
                Outputs.vector(encoder, encoder.encode(pass, aligned.get(modality)), encoder.size()));
        // (batch, factors) of each
        ByModality<NDArray> own =
                factors.map((modality, layers) -> Functions.relu(layers.apply(pass, latents.get(modality))));
        int steps = aligned.get(present.get(0)).time();
        // (batch, common factors + factors) to (batch, time, features) of each
        ByModality<NDArray> generated = decoders.map(
                (modality, decoder) -> decoder.generate(Tensors.concat(List.of(shared, own.get(modality)), 1), steps));
        NDArray prediction = Outputs.single(head.apply(pass, shared)); // (batch, outputs), or (batch)
        return new Factorized(aligned, reading, latents, common, own, shared, generated, prediction);
    }

    @Override
    public Training<Factorized> training(Targets labels, Optimization optimization) {
        return Training.of(new MfmLosses(config.losses()), optimization);
    }
}
