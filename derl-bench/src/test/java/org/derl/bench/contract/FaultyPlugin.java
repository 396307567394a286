package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.toy.ToySplit;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.model.FusionModel;
import org.derl.part.CrossEncoder;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.Gate;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.plugin.PluginModule;
import org.derl.tensor.Tensors;

/** Encoders each of which breaks the contract in one way, and a data set that breaks it in every way. */
final class FaultyPlugin extends PluginModule {

    /** Has no settings. */
    record Nothing() {}

    /**
     * @param strength has no default
     */
    record Strength(double strength) {}

    @Override
    protected void configure() {
        offer("sound", input -> new Encoder(input, (pass, sequence) -> mean(sequence)));
        offer("padded", input -> new Encoder(input, (pass, sequence) -> Tensors.mean(sequence.values(), 1)));
        offer("number", Halved::new);
        offer("idle", Idle::new);
        offer("mistaken", Mistaken::new);
        offer("forgetful", Forgetful::new);
        offer("leaking", Leaking::new);
        offer(
                "moody",
                input -> new Encoder(
                        input, (pass, sequence) -> Tensors.scale(mean(sequence), (double) (System.nanoTime() % 1000))));
        offer("counting", input -> {
            AtomicInteger calls = new AtomicInteger();
            return new Encoder(input, (pass, sequence) -> Tensors.scale(mean(sequence), 1.0 / calls.incrementAndGet()));
        });
        offer("untrue", input -> new Encoder(FeatureShape.features(7, 9), (pass, sequence) -> mean(sequence)));
        offer(
                "blind",
                input -> new Encoder(input, (pass, sequence) -> mean(sequence)
                        .mul(pass.manager().zeros(new Shape()))));
        offer("cutting", input -> new Encoder(input, (pass, sequence) -> Tensors.detach(mean(sequence))));
        offerFusion(
                "cutting", vectors -> sum(vectors.stream().map(Tensors::detach).toList()));
        offerFusion("copying", vectors -> vectors.get(0)
                .getManager()
                .create(sum(vectors).toFloatArray(), vectors.get(0).getShape()));
        offerFusion(
                "half-cutting",
                vectors -> sum(List.of(vectors.get(0), Tensors.detach(vectors.get(1)), vectors.get(2))));
        offerFusion("throwing", vectors -> {
            throw new UnsupportedOperationException("not yet");
        });
        offerFusion("greedy", vectors -> vectors.get(0).getManager().zeros(new Shape(1L << 48)));
        offer(Fusion.KIND, "greedy-from-the-start", Nothing.class, (nothing, sizes) -> {
            try (NDManager manager = NDManager.newBaseManager()) {
                manager.zeros(new Shape(1L << 48));
            }
            return new Fused(ToyTask.SIZE, FaultyPlugin::sum);
        });
        offer(Gate.KIND, "unbuildable", Nothing.class, (nothing, shape) -> {
            throw new NullPointerException("no weights");
        });
        offerFusion("multiplying", vectors -> sum(vectors).mul(2f));
        offerFusion("dividing", vectors -> sum(vectors).div(2f));
        offerFusion("powering", vectors -> sum(vectors).pow(3));
        offerFusion("rising", vectors -> sum(vectors).maximum(-0.5f));
        offerFusion("lowering", vectors -> sum(vectors).minimum(0.5f));
        offer(
                Gate.KIND,
                "cutting",
                Nothing.class,
                (nothing, shape) -> (pass, target, context) -> target.with(
                        target.values().add(Tensors.detach(context.get(0).values()))));
        offer(Gate.KIND, "cutting-later", Nothing.class, (nothing, shape) -> new CutLater(shape.target()));
        offer(
                Gate.KIND,
                "multiplying",
                Nothing.class,
                (nothing, shape) -> (pass, target, context) ->
                        target.with(target.values().mul(2f).add(context.get(0).values())));
        offer(
                CrossEncoder.KIND,
                "cutting",
                Nothing.class,
                (nothing, shape) -> (pass, target, sources) -> target.with(target.values()
                        .add(Tensors.detach(mean(sources.get(0)).add(mean(sources.get(1))))
                                .expandDims(1))));
        offer(
                FusionLoss.KIND,
                "cutting",
                Nothing.class,
                (nothing, sizes) -> (pass, one, other, batch) -> Tensors.power(
                                one.vectors().sub(Tensors.detach(other.vectors())), 2)
                        .mean());
        offer(
                FusionLoss.KIND,
                "multiplying",
                Nothing.class,
                (nothing, sizes) ->
                        (pass, one, other, batch) -> Tensors.power(one.vectors().sub(other.vectors()), 2)
                                .mean()
                                .mul(2f));
        offer(FusionModel.KIND, "cutting", Nothing.class, (nothing, schema) -> {
            FeatureShape text = schema.inputs().get(Modality.TEXT);
            UtteranceEncoder encoder = new Encoder(text, (pass, sequence) -> Tensors.detach(mean(sequence)));
            return new PartModel(encoder, PartAdapters.ofUtteranceEncoder(encoder), List.of());
        });
        offer(
                SequenceEncoder.KIND,
                "cutting",
                Nothing.class,
                (nothing, input) -> new Changed(input.size(), Tensors::detach));
        offer(
                SequenceEncoder.KIND,
                "multiplying",
                Nothing.class,
                (nothing, input) -> new Changed(input.size(), x -> x.mul(2f)));
        offer(SequenceEncoder.KIND, "plain", Nothing.class, (nothing, input) -> new Plain(input.size()));
        offer(DataSetLoader.KIND, "tidy", Nothing.class, (nothing, directories) -> () -> ToyPlugin.dataSet(20));
        offer(DataSetLoader.KIND, "untidy", Nothing.class, (nothing, directories) -> new Untidy());
        offer(DataSetLoader.KIND, "absent", Nothing.class, (nothing, directories) -> () -> {
            throw new IOException("put it there");
        });
        offer(
                UtteranceEncoder.KIND,
                "demanding",
                Strength.class,
                (settings, input) ->
                        new Encoder(input, (pass, sequence) -> Tensors.scale(mean(sequence), settings.strength())));
    }

    private interface Recipe {
        UtteranceEncoder make(FeatureShape input);
    }

    private void offer(String name, Recipe recipe) {
        offer(UtteranceEncoder.KIND, name, Nothing.class, (nothing, input) -> recipe.make(input));
    }

    private void offerFusion(String name, Function<List<NDArray>, NDArray> fuse) {
        offer(
                Fusion.KIND,
                name,
                Nothing.class,
                (nothing, sizes) -> new Fused(sizes.values().get(0), fuse));
    }

    /** The sum of all modalities, with something done to it. */
    private record Fused(int size, Function<List<NDArray>, NDArray> work) implements Fusion {

        @Override
        public NDArray fuse(Pass pass, Representations representations) {
            return work.apply(representations.vectors().values());
        }
    }

    private record Changed(int size, UnaryOperator<NDArray> work) implements SequenceEncoder {

        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return sequence.with(work.apply(sequence.values()));
        }
    }

    private static NDArray sum(List<NDArray> vectors) {
        return vectors.get(0).add(vectors.get(1)).add(vectors.get(2));
    }

    private static NDArray mean(Sequence sequence) {
        NDArray real = sequence.values().mul(sequence.mask().expandDims(2));
        return real.sum(new int[] {1}).div(sequence.lengthColumn());
    }

    private record Encoder(FeatureShape input, BiFunction<Pass, Sequence, NDArray> encode) implements UtteranceEncoder {

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            return encode.apply(pass, sequence);
        }

        @Override
        public int size() {
            return input.size();
        }
    }

    /** Encoders with a weight of their own. */
    private abstract static class Weighted extends Part implements UtteranceEncoder {

        private final int size;
        final Parameter gain;

        Weighted(FeatureShape input) {
            size = input.size();
            gain = parameter("gain", Initializer.constant(1), size);
        }

        @Override
        public final int size() {
            return size;
        }
    }

    /** Keeps Java numbers where the next collection frees them. */
    private static final class Halved extends Weighted {

        Halved(FeatureShape input) {
            super(input);
        }

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            NDArray vector = mean(sequence).mul(gain.array());
            for (int i = 0; i < 50; i++) {
                vector = vector.mul(2f).mul(0.5f);
            }
            return vector;
        }
    }

    /** Has a weight that it never uses. */
    private static final class Idle extends Weighted {

        Idle(FeatureShape input) {
            super(input);
        }

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            return mean(sequence);
        }
    }

    /** The same within something that it calls as the contract might call its own. */
    private static final class Mistaken extends Part implements UtteranceEncoder {

        private final Idle idle;

        Mistaken(FeatureShape input) {
            idle = part("intake", new Idle(input));
        }

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            return idle.encode(pass, sequence);
        }

        @Override
        public int size() {
            return idle.size();
        }
    }

    /** Adds nothing of its context as long as training has not moved it. */
    private static final class CutLater extends Part implements Gate {

        private final Parameter gain;

        CutLater(int size) {
            gain = parameter("gain", Initializer.constant(0), size);
        }

        @Override
        public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
            NDArray cut = Tensors.detach(context.get(0).values());
            return target.with(target.values().add(cut.mul(gain.array())));
        }
    }

    /** Counts its steps in a field, which no file keeps. */
    private static final class Forgetful extends Weighted {

        private int steps;

        Forgetful(FeatureShape input) {
            super(input);
        }

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            steps += pass.training() ? 1 : 0;
            return Tensors.scale(mean(sequence).mul(gain.array()), 1.0 + steps / 100.0);
        }
    }

    /** Makes an array a pass that lives as long as the weights. */
    private static final class Leaking extends Weighted {

        Leaking(FeatureShape input) {
            super(input);
        }

        @Override
        public NDArray encode(Pass pass, Sequence sequence) {
            manager(pass).ones(new Shape(3));
            return mean(sequence).mul(gain.array());
        }

        private static NDManager manager(Pass pass) {
            return pass.manager().getParentManager();
        }
    }

    private record Plain(int size) implements SequenceEncoder {

        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return sequence;
        }
    }

    /** Validates on training samples, says another size, and is another one each time. */
    private static final class Untidy implements DataSetLoader {

        private int loads;

        @Override
        public DataSet load() {
            loads++;
            ToySplit training = new ToySplit("train", 20, loads);
            Schema schema = new Schema(
                    ToySplit.schema()
                            .inputs()
                            .map((modality, shape) -> FeatureShape.features(shape.size() + 1, shape.maximumLength())),
                    new Task.Regression(-0.1, 0.1));
            return new DataSet("untidy", "untidy", schema, training, training, new ToySplit("test", 20, 3));
        }
    }
}
