package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.CrossmodalTransformer;
import org.derl.layers.Linear;
import org.derl.layers.TemporalConvolution;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.mult.Crossing;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Decoupled Multimodal Distilling (Li et al., CVPR 2023). Each modality is split into a common and a specific view. The
 * specific views read one another as in MulT, and in both kinds of views modalities teach one another. The page
 * docs/models/dmd.md says where the authors' code differs.
 */
public final class Dmd extends FusionModel<Dmd.Decoupled> {

    private final Decoupling decoupling;
    private final ByModality<Decoupling.Encoder> specific;
    private final Decoupling.Encoder common;
    private final ByModality<ResidualHead> commonHeads;
    private final Crossing crossing;
    private final ByModality<ResidualHead> specificHeads;
    private final ByModality<Linear> gates;
    private final Linear commonGate;
    private final ResidualHead head;
    private final DmdLosses losses;

    /**
     * @param decoupling of each modality into views
     * @param memoryLayers of the transformers after the cross-modal ones, which have {@code layers} where that is more
     * @param losses of predictions, views and graphs
     */
    public record Config(Decoupling.Config decoupling, int memoryLayers, DmdLosses.Config losses) {}

    /**
     * What the network computes.
     *
     * @param views of each modality
     * @param homogeneous what is read of all of each common view
     * @param common what is read of the common views together
     * @param last (batch, (modalities - 1) * size) of each modality: what its specific view read of the others
     * @param heterogeneous what is read of these
     */
    public record Decoupled(
            ByModality<Decoupling.Views> views,
            ByModality<ResidualHead.Read> homogeneous,
            Decoupling.Common common,
            ByModality<NDArray> last,
            ByModality<ResidualHead.Read> heterogeneous,
            NDArray prediction)
            implements Forward {}

    /** Looks at each time step by itself, without a bias, so that nothing stays nothing. */
    private static final class Stepwise extends Part implements Decoupling.Encoder {
        private final TemporalConvolution convolution;

        Stepwise(int size) {
            convolution = part("", new TemporalConvolution(size, size, 1, 0, false));
        }

        @Override
        public Sequence encode(Pass pass, Sequence steps) {
            return steps.with(convolution.apply(steps.values())); // (batch, time, size)
        }
    }

    /** For a data set of the given schema, which needs two modalities or more. */
    public Dmd(Config config, Schema schema) {
        Decoupling.Config shared = config.decoupling();
        List<Modality> order = shared.present(schema);
        int size = shared.size();
        int outputs = schema.task().outputs();
        double dropout = shared.dropout().output();
        decoupling = part("", new Decoupling(shared, schema));
        specific = ByModality.of(order, modality -> part("specific." + modality, new Stepwise(size)));
        common = part("common", new Stepwise(size));
        commonHeads = ByModality.of(
                order,
                modality -> part(
                        "common-heads." + modality,
                        new ResidualHead(size * decoupling.times().get(modality), size, outputs, dropout)));
        int joined = size * (order.size() - 1);
        crossing = crossing(config, schema.present(shared.kernels().modalities()), joined);
        specificHeads = ByModality.of(
                order,
                modality -> part("specific-heads." + modality, new ResidualHead(joined, joined, outputs, dropout)));
        gates = ByModality.of(order, modality -> part("gates." + modality, Linear.of(joined, joined)));
        int all = size * order.size();
        commonGate = part("gates.common", Linear.of(all, all));
        int fused = joined * order.size() + all;
        head = part("head", new ResidualHead(fused, fused, outputs, dropout));
        losses = part("losses", new DmdLosses(config.losses(), order, size, joined));
    }

    private Crossing crossing(Config config, List<Modality> modalities, int joined) {
        Decoupling.Config shared = config.decoupling();
        ByModality<Double> attention = shared.dropout().attention();
        ByModality<ByModality<Crossing.Reader>> readers = Crossing.ofOthers(modalities, (target, source) -> {
            CrossmodalTransformer transformer = part(
                    "cross." + target + "." + source,
                    shared.transformer(shared.size(), shared.layers(), attention.get(source)));
            return (pass, all) -> transformer.encode(pass, all.get(target), all.get(source));
        });
        int layers = Math.max(shared.layers(), config.memoryLayers());
        double dropout = shared.dropout().memoryAttention();
        return new Crossing(
                readers,
                ByModality.of(
                        modalities,
                        modality -> part("memory." + modality, shared.transformer(joined, layers, dropout))));
    }

    @Override
    public Decoupled forward(Pass pass, Batch batch) {
        ByModality<Decoupling.Views> views = decoupling.split(pass, batch, specific, common);
        ByModality<ResidualHead.Read> homogeneous = commonHeads.map((modality, reader) -> reader.read(
                pass, decoupling.byTime(modality, views.get(modality).common())));
        Decoupling.Common together = decoupling.readCommon(pass, views);
        ByModality<NDArray> last =
                crossing.lastSteps(pass, views.map((modality, view) -> view.specific())); // (batch, joined) each
        ByModality<ResidualHead.Read> heterogeneous =
                specificHeads.map((modality, reader) -> reader.read(pass, last.get(modality)));
        List<NDArray> fused = new ArrayList<>();
        gates.forEach((modality, gate) -> fused.add(Functions.sigmoid(gate.apply(last.get(modality)))));
        fused.add(Functions.sigmoid(commonGate.apply(together.joined())));
        NDArray prediction = head.read(pass, Tensors.concat(fused, 1)).score();
        return new Decoupled(views, homogeneous, together, last, heterogeneous, prediction);
    }

    @Override
    public Training<Decoupled> training(Targets labels, Optimization optimization) {
        return Training.of(losses, optimization);
    }
}
