package org.derl.models.derl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.models.derl.DualLayer.Config.Cross.Read;
import org.derl.models.derl.DualLayer.Config.FilterReads;
import org.derl.part.CrossEncoder;
import org.derl.part.CrossEncoder.CrossShape;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class DualLayerTest {

    record Nothing() {}

    /** M is ten times what it was. */
    private static final Blueprint<CrossShape, CrossEncoder> TIMES_TEN = Blueprint.of(
            CrossEncoder.KIND,
            "times-ten",
            new Nothing(),
            (nothing, shape) -> (pass, target, sources) -> target.with(Tensors.scale(target.values(), 10)));

    /** M'' is M + 1. */
    private static final Blueprint<GateShape, Gate> PLUS_ONE = Blueprint.of(
            Gate.KIND,
            "plus-one",
            new Nothing(),
            (nothing, shape) -> (pass, target, context) -> target.with(Tensors.shift(target.values(), 1)));

    /** H'' is what is read. */
    private static final Blueprint<GateShape, Gate> READ = Blueprint.of(
            Gate.KIND,
            "read",
            new Nothing(),
            (nothing, shape) ->
                    (pass, target, context) -> target.with(context.get(0).values()));

    private static final Blueprint<FeatureShape, SequenceEncoder> SAME =
            Blueprint.of(SequenceEncoder.KIND, "same", new Nothing(), (nothing, shape) -> new SequenceEncoder() {
                @Override
                public Sequence encode(Pass pass, Sequence sequence) {
                    return sequence;
                }

                @Override
                public int size() {
                    return shape.size();
                }
            });

    private static float[] filtered(FilterReads filterReads) {
        Compute.prepareThread();
        List<String> text = List.of("text");
        DualLayer.Config config = new DualLayer.Config(
                new DualLayer.Config.Cross(text, ByModality.of(Map.of("text", List.of())), Read.ENHANCED, TIMES_TEN),
                new DualLayer.Config.Intra(text, SAME),
                PLUS_ONE,
                READ,
                filterReads,
                false);
        ByModality<FeatureShape> shapes = ByModality.of(Map.of("text", FeatureShape.features(2, 1)));
        try (DualLayer layer = new DualLayer(config, shapes, false)) {
            layer.allocate(Device.cpu(), new Randomness(1));
            try (Scope scope = layer.open()) {
                NDArray values = Tensors.of(scope.manager(), new float[] {1, 2}, new Shape(1, 1, 2));
                ByModality<Sequence> features = ByModality.of(Map.of("text", Sequence.full(values)));
                DualLayer.State next = layer.apply(Pass.evaluation(scope), DualLayer.State.of(features))
                        .next();
                assertArrayEquals(
                        new float[] {11, 21},
                        next.cross().get(Modality.TEXT).values().toFloatArray());
                return next.intra().get(Modality.TEXT).values().toFloatArray();
            }
        }
    }

    @Test
    void theFilterReadsWhatTheCrossEncoderOutputsOrWhatTheEnhancementMadeOfIt() {
        assertArrayEquals(new float[] {10, 20}, filtered(FilterReads.ENCODED));
        assertArrayEquals(new float[] {11, 21}, filtered(FilterReads.ENHANCED));
    }
}
