package org.derl.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;

class TextEncodedTest {

    private record Sum(NDArray prediction) implements Forward {}

    /** Multiplies by a weight of 3. */
    private static final class Tripling extends Part implements SequenceEncoder {
        private final Parameter factor = parameter("factor", Initializer.constant(3), 1);

        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return sequence.with(sequence.values().mul(factor.array()));
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** Adds everything up; it lets only its own bias move. */
    private static final class Summing extends FusionModel<Sum> {
        private final Parameter bias = parameter("bias", Initializer.constant(1), 1);
        private final List<Integer> stepped = new ArrayList<>();

        @Override
        public Sum forward(Pass pass, Batch batch) {
            NDArray sum = bias.array();
            for (Sequence sequence : batch.inputs().values()) {
                sum = sum.add(sequence.values().sum());
            }
            return new Sum(sum);
        }

        @Override
        public Training<Sum> training(Targets labels, Optimization optimization) {
            return new Training<>() {
                @Override
                public List<Sweep<Sum>> sweeps(int epoch) {
                    return List.of(new Sweep<>("own", (pass, forward, batch) -> null, "bias"::equals, optimization));
                }

                @Override
                public void stepped(Sum forward, Batch batch, int epoch) {
                    stepped.add(epoch);
                }

                @Override
                public Map<String, float[]> memory() {
                    return Map.of("epochs", new float[stepped.size()]);
                }
            };
        }
    }

    private final Summing summing = new Summing();
    private final TextEncoded<Sum> model = new TextEncoded<>(new Tripling(), summing);

    @Test
    void onlyTextIsEncoded() {
        Compute.prepareThread();
        model.allocate(Device.cpu(), new Randomness(1));
        try (Scope scope = model.open()) {
            NDArray values = scope.manager().ones(new Shape(2, 3, 1));
            Batch batch = new Batch(
                    ByModality.of(Map.of("text", Sequence.full(values), "audio", Sequence.full(values))),
                    new Targets(values, ByModality.of(Map.of())),
                    List.of(0, 1),
                    List.of("a", "b"));

            assertEquals(
                    1 + 6 * 3 + 6,
                    model.forward(Pass.evaluation(scope), batch).prediction().getFloat(0));
        }
        model.close();
    }

    @Test
    void pathsOfTheModelStayAsTheyAre() {
        assertEquals(
                List.of("text-encoder.factor", "bias"),
                List.copyOf(model.parameters().keySet()));
    }

    @Test
    void encoderMovesInEverySweep() {
        Training<Sum> training = model.training(null, Optimization.adam(0.1));
        Sweep<Sum> sweep = training.sweeps(1).get(0);

        assertEquals("own", sweep.name());
        assertTrue(sweep.moves().test("text-encoder.factor"));
        assertTrue(sweep.moves().test("bias"));
        assertFalse(sweep.moves().test("text-encoders.other"));
        training.stepped(null, null, 4);
        assertEquals(List.of(4), summing.stepped);
        assertEquals(1, training.memory().get("epochs").length);
    }

    @Test
    void encoderThatStandsStillIsMovedByNoSweep() {
        Optimization held = Optimization.adam(0.1).with(List.of(new Optimization.Group("text-encoder\\.", 0, 0)));
        Sweep<Sum> sweep = model.training(null, held).sweeps(1).get(0);

        assertFalse(sweep.moves().test("text-encoder.factor"));
        assertTrue(sweep.moves().test("bias"));
    }
}
