package com.example.maxfusion;

import ai.djl.ndarray.NDArray;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.config.Recipe;
import org.derl.data.Sequence;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.derl.model.TrainingListener;
import org.derl.part.Gate;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.plugin.PluginModule;
import org.derl.tensor.Functions;

/** A gate, a metric, a listener, and a service of this jar's own that gate and listener are given. */
public final class GaugePlugin extends PluginModule {

    @Override
    protected void configure() {
        bind(Gauge.class).in(Singleton.class);
        offer(Gate.KIND, "blend", Nothing.class, BlendRecipe.class);
        offer(Metric.KIND, "within", Within.Config.class, (config, samples) -> new Within(config.tolerance()));
        offer(TrainingListener.KIND, "gauge", Nothing.class, GaugeListenerRecipe.class);
    }

    record Nothing() {}

    /** The service: one number that somebody shows and somebody reads. Each trial has its own. */
    static final class Gauge {
        private double value = Double.NaN;

        @Inject
        Gauge() {}
    }

    record BlendRecipe(Gauge gauge) implements Recipe<Nothing, Gate.GateShape, Gate> {
        @Inject
        BlendRecipe {}

        @Override
        public Gate make(Nothing settings, Gate.GateShape shape) {
            return new Blend(gauge);
        }
    }

    /** x + s (c - x), where s = sigmoid(bias) is one number that is learned, and shown. */
    static final class Blend extends Part implements Gate {
        private final Parameter bias = parameter("bias", Initializer.constant(0), 1);
        private final Gauge gauge;

        Blend(Gauge gauge) {
            this.gauge = gauge;
        }

        @Override
        public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
            NDArray share = Functions.sigmoid(bias.array()); // (1)
            gauge.value = share.getFloat();
            NDArray values = target.values(); // (batch, time, size)
            return target.with(values.add(share.mul(context.get(0).values().sub(values))));
        }
    }

    /** The share of predictions that are near their label. */
    record Within(double tolerance) implements Metric {
        record Config(double tolerance) {}

        @Override
        public double of(Predictions all) {
            return IntStream.range(0, all.size())
                    .mapToDouble(i ->
                            Math.abs(all.predictions().get(i) - all.labels().get(i)) <= tolerance ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public boolean isShare() {
            return true;
        }
    }

    record GaugeListenerRecipe(Gauge gauge) implements Recipe<Nothing, Path, TrainingListener> {
        @Inject
        GaugeListenerRecipe {}

        /** The listener writes a line an epoch into the folder of the trial. */
        @Override
        public TrainingListener make(Nothing settings, Path folder) {
            return epoch -> {
                String line = epoch.epoch() + " " + epoch.metric() + " " + epoch.validation() + " " + gauge.value;
                try {
                    Files.write(
                            folder.resolve("gauge.txt"),
                            List.of(line),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        }
    }
}
