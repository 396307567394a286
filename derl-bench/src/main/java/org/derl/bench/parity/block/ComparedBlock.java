package org.derl.bench.parity.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.part.CrossEncoder;
import org.derl.part.CrossEncoder.CrossShape;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
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

    private static final Modality ONE = new Modality("one");
    private static final Modality OTHER = new Modality("other");

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
            View one = new View(ONE, views.get(0));
            View other = new View(OTHER, views.get(1));
            return Map.of("output", loss.between(pass, one, other, unlabeled(one, other)));
        });
    }

    private static Map<String, NDArray> output(Sequence sequence) {
        return Map.of("output", sequence.values());
    }

    private static FeatureShape features(Shape shape) {
        return FeatureShape.features(size(shape), (int) shape.get(1));
    }

    private static ByModality<Integer> views(List<Shape> inputs) {
        return ByModality.of(List.of(ONE, OTHER), view ->
                (int) inputs.get(view.equals(ONE) ? 0 : 1).get(1));
    }

    /** A fixture of a loss has views alone: each is its modality's only step, and all labels are 0. */
    private static Batch unlabeled(View one, View other) {
        ByModality<Sequence> inputs = ByModality.of(
                List.of(ONE, OTHER),
                name -> Sequence.full((name.equals(ONE) ? one : other).vectors().expandDims(1)));
        int samples = inputs.get(ONE).batch();
        NDArray labels = one.vectors().getManager().zeros(new Shape(samples));
        return new Batch(
                inputs,
                new Targets(labels, ByModality.of(Map.of())),
                IntStream.range(0, samples).boxed().toList(),
                IntStream.range(0, samples).mapToObj(Integer::toString).toList());
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
