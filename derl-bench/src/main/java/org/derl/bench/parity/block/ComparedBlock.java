package org.derl.bench.parity.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.CrossEncoder;
import org.derl.part.CrossEncoder.CrossShape;
import org.derl.part.FusionLoss;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.part.SequenceEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A part of the catalog as something that turns a fixture's inputs into named arrays. A part of a kind that outputs one
 * array calls it {@code output}; it reads the inputs in their order, a target before what it is encoded or gated by.
 */
final class ComparedBlock extends Part {

    private final Calculation calculation;

    /** Exactly one part, under its kind. */
    private record Settings(
            @Nullable Blueprint<FeatureShape, SequenceEncoder> sequenceEncoder,
            @Nullable Blueprint<CrossShape, CrossEncoder> crossEncoder,
            @Nullable Blueprint<GateShape, Gate> gate,
            @Nullable Blueprint<ByModality<Integer>, FusionLoss> fusionLoss,
            @Nullable Blueprint<Map<String, Shape>, ReferenceBlock> referenceBlock) {}

    /** How a part is used. */
    private interface Calculation {
        Map<String, NDArray> compute(Pass pass, BlockInputs.Read inputs);
    }

    private ComparedBlock(Object part, Calculation calculation) {
        part("", part);
        this.calculation = calculation;
    }

    /**
     * Builds the part that settings name.
     *
     * @param block its name in messages
     * @param shapes of the inputs, in order
     * @throws org.derl.config.InvalidConfigException when they do not fit
     */
    static ComparedBlock of(ConfigBinder binder, String block, Config config, Map<String, Shape> shapes) {
        Settings settings = binder.bind(config.atPath(block), block, Settings.class);
        List<Shape> inputs = new ArrayList<>(shapes.values());
        if (settings.sequenceEncoder() != null) {
            return sequenceEncoder(settings.sequenceEncoder().build(features(inputs.get(0))));
        } else if (settings.crossEncoder() != null) {
            return crossEncoder(settings.crossEncoder().build(new CrossShape(size(inputs.get(0)), inputs.size() - 1)));
        } else if (settings.gate() != null) {
            List<Integer> contexts =
                    rest(inputs).stream().map(ComparedBlock::size).toList();
            return gate(settings.gate().build(new GateShape(size(inputs.get(0)), contexts)));
        } else if (settings.fusionLoss() != null) {
            return fusionLoss(settings.fusionLoss().build(views(inputs)));
        } else if (settings.referenceBlock() != null) {
            ReferenceBlock own = settings.referenceBlock().build(shapes);
            return new ComparedBlock(own, (pass, read) -> own.compute(pass, read.arrays()));
        }
        throw new IllegalStateException("the correspondence of the block '" + block + "' names no part");
    }

    private static ComparedBlock sequenceEncoder(SequenceEncoder encoder) {
        return new ComparedBlock(
                encoder,
                (pass, read) -> output(encoder.encode(pass, read.sequences().get(0))));
    }

    private static ComparedBlock crossEncoder(CrossEncoder encoder) {
        return new ComparedBlock(encoder, (pass, read) -> {
            List<Sequence> all = read.sequences();
            return output(encoder.encode(pass, all.get(0), rest(all)));
        });
    }

    private static ComparedBlock gate(Gate gate) {
        return new ComparedBlock(gate, (pass, read) -> {
            List<Sequence> all = read.sequences();
            return output(gate.apply(pass, all.get(0), rest(all)));
        });
    }

    private static ComparedBlock fusionLoss(FusionLoss loss) {
        return new ComparedBlock(loss, (pass, read) -> {
            List<NDArray> views = new ArrayList<>(read.arrays().values());
            return Map.of("output", loss.between(pass, views.get(0), views.get(1)));
        });
    }

    private static Map<String, NDArray> output(Sequence sequence) {
        return Map.of("output", sequence.values());
    }

    private static FeatureShape features(Shape shape) {
        return FeatureShape.features(size(shape), (int) shape.get(1));
    }

    private static ByModality<Integer> views(List<Shape> inputs) {
        Modality one = new Modality("one");
        return ByModality.of(List.of(one, new Modality("other")), view ->
                (int) inputs.get(view.equals(one) ? 0 : 1).get(1));
    }

    private static int size(Shape shape) {
        return (int) shape.get(shape.dimension() - 1);
    }

    private static <T> List<T> rest(List<T> all) {
        return all.subList(1, all.size());
    }

    Map<String, NDArray> compute(Pass pass, BlockInputs.Read inputs) {
        return calculation.compute(pass, inputs);
    }
}
