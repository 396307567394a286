package org.derl.models;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Fusion;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.part.UtteranceEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Encodes each modality by itself into one vector and fuses the vectors; a head predicts from the fused vector. TFN,
 * and every other model of this shape, is a configuration of it.
 */
public final class LateFusion extends FusionModel<LateFusion.Fused> {

    private final Config config;
    private final ByModality<UtteranceEncoder> encoders;
    private final Fusion fusion;
    private final @Nullable Head head;

    /**
     * @param encoders of each modality; those that the data set lacks are left out
     * @param fusion joins the vectors
     * @param head predicts from the fused vector; left out where that is the prediction itself
     * @param loss of the task
     */
    public record Config(
            ByModality<Blueprint<FeatureShape, UtteranceEncoder>> encoders,
            Blueprint<ByModality<Integer>, Fusion> fusion,
            Head.@Nullable Config head,
            TaskLoss loss) {

        /** The sizes of the head's hidden layers; none where there is no head. */
        public List<Integer> hidden() {
            return head == null ? List.of() : head.sizes();
        }
    }

    /**
     * What the network computes.
     *
     * @param vectors (batch, size) of each modality
     * @param fused (batch, size of the fusion)
     * @param hidden (batch, size) of each hidden layer of the head
     * @param score (batch) before it is mapped into the range of labels
     */
    public record Fused(
            ByModality<NDArray> vectors, NDArray fused, List<NDArray> hidden, NDArray score, NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema. */
    public LateFusion(Config config, Schema schema) {
        this.config = config;
        encoders = Available.of(config.encoders(), "encoders", schema)
                .map((modality, encoder) -> part(
                        "encoders." + modality, encoder.build(schema.inputs().get(modality))));
        fusion = part("fusion", config.fusion().build(sizes()));
        head = config.head() == null ? null : part("head", new Head(config.head(), fusion.size(), schema.task()));
        if (head == null && fusion.size() != schema.task().outputs()) {
            throw new IllegalArgumentException("without a head the fusion must output "
                    + schema.task().outputs() + ", but it outputs " + fusion.size());
        }
    }

    @Override
    public Fused forward(Pass pass, Batch batch) {
        ByModality<NDArray> vectors = encoders.map((modality, encoder) ->
                Outputs.vector(encoder, encoder.encode(pass, batch.inputs().get(modality)), encoder.size()));
        NDArray fused = Outputs.vector(fusion, fusion.fuse(pass, new Representations(vectors)), fusion.size());
        if (head == null) {
            NDArray prediction = Outputs.single(fused);
            return new Fused(vectors, fused, List.of(), prediction, prediction);
        }
        Head.Scored scored = head.score(pass, fused);
        return new Fused(vectors, fused, scored.hidden(), scored.score(), head.withinRange(scored.score()));
    }

    /** The length of the vector of each modality that the data set has. */
    public ByModality<Integer> sizes() {
        return encoders.map((modality, encoder) -> encoder.size());
    }

    @Override
    public Training<Fused> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
