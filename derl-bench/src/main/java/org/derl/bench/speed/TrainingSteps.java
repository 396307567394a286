package org.derl.bench.speed;

import ai.djl.Device;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.TrainingRun;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Training;
import org.derl.part.Parameter;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;

/**
 * Training steps of a model on random data, taken as the trainer takes them: by every sweep of an epoch a step on one
 * batch. For one thread, which it sets up.
 */
public final class TrainingSteps<F extends Forward> implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int EPOCH = 1;

    private final FusionModel<F> model;
    private final TrainingRun<F> run;
    private final List<Integer> rows;
    private final boolean collecting;

    private TrainingSteps(
            FusionModel<F> model, ModelSettings settings, StepData load, Device device, long seed, boolean collecting) {
        this.model = model;
        this.collecting = collecting;
        Randomness randomness = new Randomness(seed);
        model.allocate(device, randomness);
        Split split = load.random(randomness);
        rows = IntStream.range(0, load.batch()).boxed().toList();
        Training<F> training = model.training(
                split.targets(model.manager()), settings.training().optimization());
        run = new TrainingRun<>(model, training, split, Passes.of(randomness));
    }

    /**
     * Allocates a model after a text encoder.
     *
     * @param load with the text that this text encoder reads
     * @param collecting whether a garbage collection is provoked within every step, between forward and backward, and
     *     after it
     */
    public static TrainingSteps<?> of(
            ModelSettings settings,
            TextEncoderSettings textEncoder,
            StepData load,
            Device device,
            long seed,
            boolean collecting) {
        Compute.prepareThread();
        FusionModel<?> model = settings.build(textEncoder, load.schema());
        return new TrainingSteps<>(model, settings.with(textEncoder), load, device, seed, collecting);
    }

    /** Takes a step; returns the processor time of this thread in milliseconds. */
    public double step() {
        long start = THREADS.getCurrentThreadCpuTime();
        run.epoch(EPOCH, () -> List.of(rows), losses -> collect());
        double milliseconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        collect();
        return milliseconds;
    }

    private void collect() {
        if (collecting) {
            System.gc();
        }
    }

    /** Takes steps; returns what each took. */
    public Times steps(int count) {
        return new Times(IntStream.range(0, count).mapToObj(i -> step()).toList());
    }

    /** How many numbers training may move. */
    public long parameters() {
        return model.parameterCount();
    }

    /** How many arrays live in native memory: weights, and what optimizers remember. */
    public int arrays() {
        return model.manager().getManagedArrays().size();
    }

    /** A checksum of the weights, buffers included, and their names. */
    public String checksum() {
        CRC32 checksum = new CRC32();
        for (Map.Entry<String, Parameter> entry : model.parameters().entrySet()) {
            checksum.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
            float[] values = entry.getValue().array().toFloatArray();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            checksum.update(bytes);
        }
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    @Override
    public void close() {
        model.close();
    }
}
