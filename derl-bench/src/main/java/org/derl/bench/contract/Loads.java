package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.derl.bench.contract.Carrier.Load;
import org.derl.bench.contract.Carrier.Made;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.CrossEncoder;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
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
final class Loads {

    /** What is read by which name. */
    static final String TEXT = Modality.TEXT.name();

    static final String TARGET = "target";
    static final String CONTEXT = "context";
    static final List<String> SOURCES = List.of("first-source", "second-source");
    static final List<String> VIEWS = List.of("first-view", "second-view");

    private Loads() {}

    /** What a part makes of a batch. */
    @FunctionalInterface
    private interface Maker {
        Made make(Pass pass, Intake intake, ByModality<Sequence> inputs);
    }

    private static Load load(int size, Maker maker) {
        return new Load() {
            @Override
            public Made make(Pass pass, Intake intake, ByModality<Sequence> inputs) {
                return maker.make(pass, intake, inputs);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** The mean of the encoded text. */
    static Load ofSequenceEncoder(SequenceEncoder encoder) {
        return load(encoder.size(), (pass, intake, inputs) -> {
            Sequence text = intake.read(TEXT, inputs.get(Modality.TEXT));
            return Made.of(mean(Outputs.steps(encoder, text, encoder.encode(pass, text), encoder.size())));
        });
    }

    /** The encoded text. */
    static Load ofUtteranceEncoder(UtteranceEncoder encoder) {
        return load(encoder.size(), (pass, intake, inputs) -> {
            Sequence text = intake.read(TEXT, inputs.get(Modality.TEXT));
            return Made.of(Outputs.vector(encoder, encoder.encode(pass, text), encoder.size()));
        });
    }

    /** The mean of the text, encoded in the light of the other modalities. */
    static Load ofCrossEncoder(CrossEncoder encoder, int size) {
        return load(size, (pass, intake, inputs) -> {
            Sequence text = intake.read(TARGET, inputs.get(Modality.TEXT));
            List<Sequence> sources = List.of(
                    intake.read(SOURCES.get(0), inputs.get(Modality.AUDIO)),
                    intake.read(SOURCES.get(1), inputs.get(Modality.VISION)));
            return Made.of(mean(Outputs.steps(encoder, text, encoder.encode(pass, text, sources), size)));
        });
    }

    /** The mean of the text, changed in the light of its own features in reverse order. */
    static Load ofGate(Gate gate, int size) {
        return load(size, (pass, intake, inputs) -> {
            Sequence text = inputs.get(Modality.TEXT);
            Sequence target = intake.read(TARGET, text);
            Sequence context = intake.read(CONTEXT, text.with(text.values().flip(2)));
            return Made.of(mean(Outputs.steps(gate, text, gate.apply(pass, target, List.of(context)), size)));
        });
    }

    /** The means of all modalities, fused. */
    static Load ofFusion(Fusion fusion) {
        return load(fusion.size(), (pass, intake, inputs) -> {
            ByModality<NDArray> vectors =
                    inputs.map((modality, sequence) -> intake.read(modality.name(), mean(sequence)));
            return Made.of(Outputs.vector(fusion, fusion.fuse(pass, new Representations(vectors)), fusion.size()));
        });
    }

    /** The mean of the text through a linear layer, compared with that of the audio through another one. */
    static Load ofLoss(FusionLoss loss, Views views, int size) {
        return load(size, (pass, intake, inputs) -> {
            NDArray one = views.one(mean(inputs.get(Modality.TEXT)));
            NDArray other = views.other(mean(inputs.get(Modality.AUDIO)));
            NDArray term = loss.between(pass, intake.read(VIEWS.get(0), one), intake.read(VIEWS.get(1), other));
            if (term.getShape().dimension() != 0) {
                throw new IllegalStateException("a loss has the shape " + term.getShape() + "; it must have no axes");
            }
            return new Made(one, Map.of("loss", term));
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
