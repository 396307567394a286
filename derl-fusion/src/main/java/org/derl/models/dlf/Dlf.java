package org.derl.models.dlf;

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
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.dmd.Decoupling;
import org.derl.models.dmd.ResidualHead;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Disentangled-Language-Focused multimodal sentiment analysis (Wang et al., AAAI 2025). Modalities are split into
 * common and specific views as in DMD, here by transformers, and the text's specific view reads the others. The page
 * docs/models/dlf.md says where the authors' code differs.
 */
public final class Dlf extends FusionModel<Dlf.Disentangled> {

    private final Decoupling decoupling;
    private final ByModality<Decoupling.Encoder> specific;
    private final CrossmodalTransformer common;
    private final ByModality<CrossmodalTransformer> cross;
    private final ByModality<CrossmodalTransformer> memories;
    private final ByModality<ResidualHead> specificHeads;
    private final ByModality<Linear> gates;
    private final Linear commonGate;
    private final ResidualHead head;
    private final DlfLosses losses;

    /**
     * @param decoupling of each modality into views
     * @param memoryLayers of the transformers over what the text read, which have {@code layers} where that is more
     * @param losses of predictions and views
     */
    public record Config(Decoupling.Config decoupling, int memoryLayers, DlfLosses.Config losses) {}

    /**
     * What the network computes.
     *
     * @param views of each modality
     * @param common what is read of the common views together
     * @param specific what is read of the text's specific view, and of what it read of each other one
     */
    public record Disentangled(
            ByModality<Decoupling.Views> views,
            Decoupling.Common common,
            ByModality<ResidualHead.Read> specific,
            NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs text and another modality. */
    public Dlf(Config config, Schema schema) {
        Decoupling.Config shared = config.decoupling();
        List<Modality> order = shared.present(schema);
        schema.require("needs text, which reads the others", order.contains(Modality.TEXT));
        int size = shared.size();
        int layers = shared.layers();
        int outputs = schema.task().outputs();
        double dropout = shared.dropout().output();
        double ofMemory = shared.dropout().memoryAttention();
        ByModality<Double> attention = shared.dropout().attention();
        decoupling = part("", new Decoupling(shared, schema));
        specific = ByModality.of(
                order,
                modality -> part("specific." + modality, shared.transformer(size, layers, attention.get(modality)))
                        ::encode);
        common = part("common", shared.transformer(size, layers, ofMemory));
        List<Modality> others = order.stream()
                .filter(modality -> !modality.equals(Modality.TEXT))
                .toList();
        cross = ByModality.of(
                others, source -> part("cross." + source, shared.transformer(size, layers, attention.get(source))));
        memories = ByModality.of(
                order,
                modality -> part(
                        "memory." + modality,
                        shared.transformer(
                                size,
                                modality.equals(Modality.TEXT) ? layers : Math.max(layers, config.memoryLayers()),
                                ofMemory)));
        specificHeads = ByModality.of(
                order, modality -> part("specific-heads." + modality, new ResidualHead(size, size, outputs, dropout)));
        gates = ByModality.of(order, modality -> part("gates." + modality, Linear.of(size, size)));
        int all = size * order.size();
        commonGate = part("gates.common", Linear.of(all, all));
        head = part("head", new ResidualHead(2 * all, 2 * all, outputs, dropout));
        losses = new DlfLosses(config.losses());
    }

    @Override
    public Disentangled forward(Pass pass, Batch batch) {
        ByModality<Decoupling.Views> views = decoupling.split(pass, batch, specific, common::encode);
        Decoupling.Common together = decoupling.readCommon(pass, views);
        Sequence text = views.get(Modality.TEXT).specific();
        ByModality<ResidualHead.Read> read = specificHeads.map((modality, reader) -> {
            Sequence seen = modality.equals(Modality.TEXT)
                    ? text
                    : cross.get(modality).encode(pass, text, views.get(modality).specific());
            NDArray last = Decoupling.lastStep(memories.get(modality).encode(pass, seen)); // (batch, size)
            return reader.read(pass, last);
        });
        List<NDArray> fused = new ArrayList<>();
        gates.forEach((modality, gate) ->
                fused.add(Functions.sigmoid(gate.apply(read.get(modality).sum()))));
        fused.add(Functions.sigmoid(commonGate.apply(together.joined())));
        NDArray prediction = head.read(pass, Tensors.concat(fused, 1)).score();
        return new Disentangled(views, together, read, prediction);
    }

    @Override
    public Training<Disentangled> training(Targets labels, Optimization optimization) {
        return Training.of(losses, optimization);
    }
}
