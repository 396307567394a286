package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.derl.bench.contract.PartModel.Adapted;
import org.derl.bench.contract.PartModel.Adapter;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.CrossEncoder;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Gate;
import org.derl.part.Initializer;
import org.derl.part.Outputs;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;

/** How a part of each kind makes one vector of a sample, and what its kind promises of it. */
final class PartAdapters {

    /** What is read by which name. */
    static final String TEXT = Modality.TEXT.name();

    static final String TARGET = "target";
    static final String CONTEXT = "context";
    static final List<String> SOURCES = List.of("first-source", "second-source");
    static final List<String> VIEWS = List.of("first-view", "second-view");

    private PartAdapters() {}

    /** What a part makes of a batch. */
    @FunctionalInterface
    private interface Maker {
        Adapted make(Pass pass, ProbedInput input, Batch batch);
    }

    private static Adapter load(int size, Maker maker) {
        return new Adapter() {
            @Override
            public Adapted make(Pass pass, ProbedInput input, Batch batch) {
                return maker.make(pass, input, batch);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** The mean of the encoded text. */
    static Adapter ofSequenceEncoder(SequenceEncoder encoder) {
        return load(encoder.size(), (pass, input, batch) -> {
            Sequence text = input.read(TEXT, batch.inputs().get(Modality.TEXT));
            return Adapted.of(mean(Outputs.steps(encoder, text, encoder.encode(pass, text), encoder.size())));
        });
    }

    /** The encoded text. */
    static Adapter ofUtteranceEncoder(UtteranceEncoder encoder) {
        return load(encoder.size(), (pass, input, batch) -> {
            Sequence text = input.read(TEXT, batch.inputs().get(Modality.TEXT));
            return Adapted.of(Outputs.vector(encoder, encoder.encode(pass, text), encoder.size()));
        });
    }

    /** The mean of the text, encoded in the light of the other modalities. */
    static Adapter ofCrossEncoder(CrossEncoder encoder, int size) {
        return load(size, (pass, input, batch) -> {
            Sequence text = input.read(TARGET, batch.inputs().get(Modality.TEXT));
            List<Sequence> sources = List.of(
                    input.read(SOURCES.get(0), batch.inputs().get(Modality.AUDIO)),
                    input.read(SOURCES.get(1), batch.inputs().get(Modality.VISION)));
            return Adapted.of(mean(Outputs.steps(encoder, text, encoder.encode(pass, text, sources), size)));
        });
    }

    /** The mean of the text, changed in the light of its own features in reverse order. */
    static Adapter ofGate(Gate gate, int size) {
        return load(size, (pass, input, batch) -> {
            Sequence text = batch.inputs().get(Modality.TEXT);
            Sequence target = input.read(TARGET, text);
            Sequence context = input.read(CONTEXT, text.with(text.values().flip(2)));
            return Adapted.of(mean(Outputs.steps(gate, text, gate.apply(pass, target, List.of(context)), size)));
        });
    }

    /** The means of all modalities, fused. */
    static Adapter ofFusion(Fusion fusion) {
        return load(fusion.size(), (pass, input, batch) -> {
            ByModality<NDArray> vectors =
                    batch.inputs().map((modality, sequence) -> input.read(modality.name(), mean(sequence)));
            return Adapted.of(Outputs.vector(fusion, fusion.fuse(pass, new Representations(vectors)), fusion.size()));
        });
    }

    /** The mean of the text through a linear layer, compared with that of the audio through another one. */
    static Adapter ofLoss(FusionLoss loss, Views views, int size) {
        return load(size, (pass, input, batch) -> {
            NDArray one = views.one(mean(batch.inputs().get(Modality.TEXT)));
            NDArray other = views.other(mean(batch.inputs().get(Modality.AUDIO)));
            NDArray term = loss.between(
                    pass,
                    new View(Modality.TEXT, input.read(VIEWS.get(0), one)),
                    new View(Modality.AUDIO, input.read(VIEWS.get(1), other)),
                    batch);
            if (term.getShape().dimension() != 0) {
                throw new IllegalStateException("a loss has the shape " + term.getShape() + "; it must have no axes");
            }
            return new Adapted(one, Map.of("loss", term));
        });
    }

    /** Two views that a loss can move, and the loss. */
    static final class Views extends Part {

        private final Parameter one;
        private final Parameter other;

        Views(FusionLoss loss, int size) {
            one = parameter("one", Initializer.fanIn(size), size, size);
            other = parameter("other", Initializer.fanIn(size), size, size);
            part("loss", loss);
        }

        NDArray one(NDArray vector) {
            return Functions.linear(vector, one.array(), null);
        }

        NDArray other(NDArray vector) {
            return Functions.linear(vector, other.array(), null);
        }
    }

    private static NDArray mean(Sequence sequence) {
        NDArray real = sequence.values().mul(sequence.mask().expandDims(2));
        return real.sum(new int[] {1}).div(sequence.lengthColumn());
    }
}
