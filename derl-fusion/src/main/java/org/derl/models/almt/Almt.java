package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * Adaptive Language-guided Multimodal Transformer (Zhang et al., EMNLP 2023). Each modality becomes a few tokens.
 * Language at several depths guides what a hyper-modality takes of audio and vision, so that what contradicts it or
 * says nothing stays out; language then reads the hyper-modality, and a token that both share predicts. The page
 * docs/models/almt.md says where the authors' code differs.
 */
public final class Almt extends FusionModel<Almt.Encoded> {

    private final ByModality<Extractor> extractors;
    private final List<Modality> others;
    private final LanguageGuide guide;
    private final Linear output;
    private final TaskLoss loss;

    /**
     * @param order of the modalities that language guides; those that the data set lacks are left out
     * @param size of a token
     * @param tokens that each modality becomes
     * @param extractor of them
     * @param guide what follows
     * @param loss of the task
     * @param readsPadding whether padding counts as time steps
     */
    public record Config(
            List<String> order,
            int size,
            int tokens,
            TokenTransformer.Config extractor,
            LanguageGuide.Config guide,
            TaskLoss loss,
            boolean readsPadding) {

        /** Checks the numbers. */
        public Config {
            if (size < 1 || tokens < 1) {
                throw new IllegalArgumentException("size and tokens must be positive");
            }
            order = List.copyOf(order);
        }
    }

    /**
     * What the network computes.
     *
     * @param tokens (batch, tokens, size) of each modality
     * @param guided what language and the hyper-modality become
     */
    public record Encoded(ByModality<NDArray> tokens, LanguageGuide.Guided guided, NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs text and another modality. */
    public Almt(Config config, Schema schema) {
        others = guided(config.order(), schema);
        extractors = ByModality.of(
                Stream.concat(Stream.of(Modality.TEXT), others.stream()).toList(),
                modality -> part(
                        "extractors." + modality,
                        new Extractor(
                                config.extractor(),
                                schema,
                                modality,
                                config.size(),
                                config.tokens(),
                                config.readsPadding())));
        guide = part("guide", new LanguageGuide(config.guide(), others, config.size(), config.tokens()));
        output = part("output", Linear.of(config.size(), schema.task().outputs()));
        loss = config.loss();
    }

    private static List<Modality> guided(List<String> order, Schema schema) {
        List<Modality> present = schema.present(Modality.named(order));
        schema.require(
                "guides " + order + " by text and needs text and one of them",
                schema.inputs().has(Modality.TEXT) && !present.isEmpty() && !present.contains(Modality.TEXT));
        return present;
    }

    @Override
    public Encoded forward(Pass pass, Batch batch) {
        ByModality<NDArray> tokens = extractors.map(
                (modality, extractor) -> extractor.tokens(pass, batch.inputs().get(modality)));
        LanguageGuide.Guided guided = guide.guide(pass, tokens.get(Modality.TEXT), tokens.only(others));
        NDArray shared = Tensors.at(guided.fused(), 1, 0); // (batch, size)
        return new Encoded(tokens, guided, Outputs.single(output.apply(shared)));
    }

    @Override
    public Training<Encoded> training(Targets labels, Optimization optimization) {
        return Training.ofTask(loss, optimization);
    }
}
