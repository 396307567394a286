package org.derl.model;

import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A model whose text first passes an encoder that is trained with it, such as BERT. In this way any model can be
 * combined with any text encoder without knowing it. The encoder's parameters have paths below {@code text-encoder};
 * the model's own paths do not change. No sweep updates parameters of the encoder whose rate is 0. So their gradients
 * are not computed and do not count when gradients are clipped by their norm.
 */
public final class TextEncoded<F extends Forward> extends FusionModel<F> {

    /** Where the encoder's parameters lie. */
    public static final String PATH = "text-encoder";

    private final SequenceEncoder encoder;
    private final FusionModel<F> model;
    private final @Nullable InsideTextEncoder<F> inside;

    /** Puts an encoder before a model that was built for what the encoder outputs. */
    public TextEncoded(SequenceEncoder encoder, FusionModel<F> model) {
        this(encoder, model, Precision.FLOAT32);
    }

    /**
     * The same with a precision.
     *
     * @param precision of the encoder's products, in training and in prediction; the model's own are float32
     */
    @SuppressWarnings("unchecked") // a model inside the text encoder has one type of forward run
    public TextEncoded(SequenceEncoder encoder, FusionModel<F> model, Precision precision) {
        this.encoder = PreciseEncoder.of(part(PATH, encoder), precision);
        this.model = part("", model);
        inside = model instanceof InsideTextEncoder<?> found ? (InsideTextEncoder<F>) found : null;
        if (inside != null) {
            inside.standsAfter(this.encoder);
        }
    }

    @Override
    public List<String> notes() {
        return model.notes();
    }

    @Override
    public F forward(Pass pass, Batch batch) {
        if (inside != null) {
            return inside.forward(pass, batch, encoder);
        }
        return model.forward(
                pass,
                batch.changed(inputs -> inputs.map(
                        (modality, sequence) -> modality.equals(Modality.TEXT) ? encoded(pass, sequence) : sequence)));
    }

    private Sequence encoded(Pass pass, Sequence text) {
        return Outputs.steps(encoder, text, encoder.encode(pass, text), encoder.size());
    }

    @Override
    public Training<F> training(Targets labels, Optimization optimization) {
        Training<F> inner = model.training(labels, optimization);
        return new Training<>() {
            @Override
            public List<Sweep<F>> sweeps(int epoch) {
                return inner.sweeps(epoch).stream()
                        .map(sweep -> withEncoder(sweep, optimization))
                        .toList();
            }

            @Override
            public void stepped(F forward, Batch batch, int epoch) {
                inner.stepped(forward, batch, epoch);
            }

            @Override
            public Map<String, float[]> memory() {
                return inner.memory();
            }

            @Override
            public void restore(Map<String, float[]> memory) {
                inner.restore(memory);
            }
        };
    }

    private static <F extends Forward> Sweep<F> withEncoder(Sweep<F> sweep, Optimization optimization) {
        return sweep.moving(path -> path.startsWith(PATH + ".")
                ? optimization.rate(path) > 0
                : sweep.moves().test(path));
    }
}
