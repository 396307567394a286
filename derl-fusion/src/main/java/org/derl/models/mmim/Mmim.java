package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.LateFusion;
import org.derl.models.TextLengths;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * MultiModal InfoMax (Han et al., EMNLP 2021): the fused vector should keep what modalities share with one another and
 * with it. So lower bounds of mutual information are maximized together with the task. The page docs/models/mmim.md
 * says where the authors' code differs.
 */
public final class Mmim extends FusionModel<Mmim.Fused> {

    private static final Modality FUSED = new Modality("fused");

    private final Config config;
    private final LateFusion network;
    private final Bounds bounds;
    private final ByModality<FusionLoss> contrasts;

    /**
     * @param network encoders, fusion and head; the last hidden layer of the head is what is fused
     * @param guesses which modality's vector is guessed from which other one's, each a bound of what both share
     * @param boundWeight of the bounds of what modalities share
     * @param contrast what tells by what is fused how well each modality's vector can be told from others
     * @param contrastWeight of its sum over modalities
     * @param memory how many batches before count for an entropy; it counts in the loss once another one has passed
     * @param textLengths whether all modalities are read up to the text's length, as where they are aligned to its
     *     tokens, and not up to their own
     */
    public record Config(
            LateFusion.Config network,
            List<Guess> guesses,
            double boundWeight,
            Blueprint<ByModality<Integer>, FusionLoss> contrast,
            double contrastWeight,
            int memory,
            boolean textLengths) {

        /** Checks the numbers. */
        public Config {
            if (network.hidden().isEmpty()) {
                throw new IllegalArgumentException("the head needs a hidden layer, which is what is fused");
            } else if (boundWeight < 0 || contrastWeight < 0 || memory < 1) {
                throw new IllegalArgumentException("memory must be positive, and weights not negative");
            }
            guesses = List.copyOf(guesses);
        }
    }

    /**
     * A bound of what two modalities share.
     *
     * @param from the modality that is known
     * @param to the modality that is guessed
     */
    public record Guess(String from, String to) {

        /** Its name. */
        String name() {
            return from + "-" + to;
        }

        boolean isWithin(ByModality<?> modalities) {
            return modalities.has(new Modality(from)) && modalities.has(new Modality(to));
        }
    }

    /**
     * What the network computes.
     *
     * @param encoded (batch, size) of each modality
     * @param fused (batch, size)
     */
    public record Fused(ByModality<NDArray> encoded, NDArray fused, NDArray prediction) implements Forward {}

    /** For a data set of the given schema. */
    public Mmim(Config config, Schema schema) {
        this.config = config;
        if (config.textLengths()) {
            TextLengths.require(schema);
        }
        network = part("", new LateFusion(config.network(), schema));
        ByModality<Integer> sizes = network.sizes();
        bounds = part(Bounds.PATH, new Bounds(config.guesses(), sizes));
        List<Integer> hidden = config.network().hidden();
        contrasts = sizes.map((modality, size) -> part(
                "contrasts." + modality,
                config.contrast()
                        .build(ByModality.of(
                                List.of(modality, FUSED),
                                view -> view.equals(FUSED) ? hidden.get(hidden.size() - 1) : size))));
        drawMatricesNormally();
    }

    /** All matrices, those of recurrences too, but not those of a text encoder, which is none of this model's parts. */
    private void drawMatricesNormally() {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        parameters().forEach((path, parameter) -> {
            if (isMatrix(parameter)) {
                initializers.put(path, Initializer.xavierNormal());
            }
        });
        initializeFrom(initializers);
    }

    private static boolean isMatrix(Parameter parameter) {
        return parameter.shape().dimension() == 2;
    }

    @Override
    public Fused forward(Pass pass, Batch batch) {
        Batch read = config.textLengths() ? TextLengths.of(contrasts.modalities(), batch) : batch;
        LateFusion.Fused late = network.forward(pass, read);
        List<NDArray> hidden = late.hidden();
        return new Fused(late.vectors(), hidden.get(hidden.size() - 1), late.prediction());
    }

    /** How badly each modality's vector can be told from others by what is fused, summed. */
    NDArray contrast(Pass pass, Fused forward, Batch batch) {
        List<NDArray> terms = new ArrayList<>();
        View fused = new View(FUSED, forward.fused());
        contrasts.forEach((modality, contrast) -> terms.add(
                contrast.between(pass, new View(modality, forward.encoded().get(modality)), fused, batch)));
        return Tensors.stack(terms, 0).sum(); // (modalities), to a scalar
    }

    @Override
    public Training<Fused> training(Targets labels, Optimization optimization) {
        return new BoundsTraining(this, config, bounds, optimization);
    }
}
