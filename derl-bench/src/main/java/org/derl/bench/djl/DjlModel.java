package org.derl.bench.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.raw.RawSample;
import org.derl.bench.trial.TrainedModel;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as DJL's own, for programs that serve models by DJL's {@code Model} and {@code Predictor}:
 *
 * <pre>{@code
 * try (Model model = DjlModel.of(trained);
 *         Predictor<RawSample, Double> predictor = model.newPredictor(DjlModel.translator())) {
 *     predictor.predict(RawSample.named("mine").text("I loved it."));
 * }
 * }</pre>
 *
 * {@code Model.save} writes one file with all of the trial, and {@link #load} reads it.
 */
public final class DjlModel {

    private static final String ENGINE = "PyTorch";

    private DjlModel() {}

    /** The model as DJL's; it must be closed before the trained one is. Threads wait for each other. */
    public static Model of(TrainedModel trained) {
        Model model = Model.newInstance("derl", trained.model().manager().getDevice(), ENGINE);
        model.setBlock(new TrialBlock(trained));
        return model;
    }

    /**
     * The model that DJL's {@code Model.save} has written, on the first GPU where there is one, else on the CPU.
     *
     * @param folder the folder that it was saved into
     * @param name the name that it was saved by
     * @throws IOException when there is none, or it is damaged
     */
    public static Model load(Path folder, String name) throws IOException {
        TrialBlock block = new TrialBlock(null);
        Model model = Model.newInstance(name, Compute.device("auto"), ENGINE);
        model.setBlock(block);
        try {
            model.load(folder, name);
            return model;
        } catch (MalformedModelException e) {
            close(model, block);
            throw new IOException(
                    "the model " + name + " in " + folder + " is damaged, or none of DERL: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            close(model, block);
            throw e;
        }
    }

    private static void close(Model model, TrialBlock block) {
        block.clear();
        model.close();
    }

    /**
     * The trained model that DJL's is made of: its schema, settings and preparation. Whoever made DJL's closes it.
     *
     * @throws IllegalArgumentException when the model was not made here
     */
    public static TrainedModel trained(Model model) {
        Block block = model.getBlock();
        if (block instanceof TrialBlock own) {
            return own.trained();
        }
        throw new IllegalArgumentException("the model is none that DjlModel has made");
    }

    /** From a sample, as a program has it, to its prediction. */
    public static Translator<RawSample, Double> translator() {
        return new SampleTranslator();
    }

    private static final class SampleTranslator implements Translator<RawSample, Double> {

        @Override
        public NDList processInput(TranslatorContext context, RawSample sample) {
            List<NDArray> values = new ArrayList<>();
            trained(context.getModel())
                    .prepare(List.of(sample))
                    .batch(context.getNDManager(), List.of(0))
                    .inputs()
                    .forEach((modality, sequence) -> values.add(sequence.values()));
            return new NDList(values);
        }

        @Override
        public Double processOutput(TranslatorContext context, NDList output) {
            return (double) output.singletonOrThrow().toFloatArray()[0];
        }

        /** Samples differ in their lengths, so DJL is not to stack them. */
        @Override
        public @Nullable Batchifier getBatchifier() {
            return null;
        }
    }
}
