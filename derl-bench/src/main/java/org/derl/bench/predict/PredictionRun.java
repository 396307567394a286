package org.derl.bench.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.data.corruption.Corruption;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.data.corruption.Rates;
import org.derl.io.Reason;
import org.derl.tensor.Compute;

/** Lets each seed of a model predict the user's samples. */
public final class PredictionRun {

    /** By which draws are named where everything is lost, so that none is needed. */
    private static final String NO_DATA_SET = "own samples";

    private final ChosenTrials trials;
    private final GivenSamples given;
    private final Configuration configuration;
    private final boolean contributing;
    private final List<String> notes = new ArrayList<>();

    /**
     * A run.
     *
     * @param configuration that says where weights of text encoders lie
     * @param contributing whether each modality's contribution is asked for
     */
    public PredictionRun(ChosenTrials trials, GivenSamples given, Configuration configuration, boolean contributing) {
        this.trials = trials;
        this.given = given;
        this.configuration = configuration;
        this.contributing = contributing;
    }

    /**
     * Predicts.
     *
     * @return what is to be printed and written
     * @throws IllegalArgumentException when the samples do not have what the model reads; the message says how that is
     *     made
     * @throws IOException when a trial is not finished, kept no weights, or is damaged
     */
    public PredictionReport run() throws IOException {
        SortedMap<Long, List<Double>> seeds = new TreeMap<>();
        Map<String, SortedMap<Long, List<Double>>> contributions = new LinkedHashMap<>();
        String title = trials.model();
        Task.Regression task = Task.SENTIMENT;
        Split split = null;
        String prepared = "";
        for (Map.Entry<Long, TrialFolder> each : trials.seeds().entrySet()) {
            boolean first = seeds.isEmpty();
            try (TrainedModel trained =
                    TrainedModel.open(each.getValue().path(), configuration, Compute.device("auto"))) {
                title = trained.settings().title();
                task = (Task.Regression) trained.schema().task();
                Consumer<String> told = first ? notes::add : note -> {};
                ModelInputs inputs = new ModelInputs(trained, trials.model(), given);
                String data = dataOf(each.getValue());
                if (split == null || !data.equals(prepared) || data.isEmpty()) { // else texts are encoded again
                    split = inputs.samples(told);
                    prepared = data;
                }
                List<Double> predicted = trained.predict(split).predictions();
                seeds.put(each.getKey(), predicted);
                for (Map.Entry<String, Split> without : without(
                                trained, split, contributing ? inputs.there() : List.of(), told)
                        .entrySet()) {
                    contributions
                            .computeIfAbsent(without.getKey(), modality -> new TreeMap<>())
                            .put(
                                    each.getKey(),
                                    differences(
                                            predicted,
                                            trained.predict(without.getValue()).predictions()));
                }
            }
        }
        return new PredictionReport(given, trials, new SeedPredictions(title, task, seeds, contributions), notes);
    }

    /** A checksum of what a trial was trained on, text encoder included; empty where an older DERL wrote none. */
    private static String dataOf(TrialFolder trial) throws IOException {
        return trial.read().facts().provenance().getOrDefault("data", "");
    }

    /** The samples without each of some modalities in turn: its tokens are unknown ones, its vectors zeros. */
    private static Map<String, Split> without(
            TrainedModel trained, Split split, List<Modality> some, Consumer<String> told) {
        ByModality<FeatureShape> shapes = trained.schema().inputs();
        Map<String, Split> without = new LinkedHashMap<>();
        if (some.isEmpty()) {
            return without;
        }
        try {
            Corruption corruption = new Corruption(
                    Form.WHOLE_MODALITY,
                    CorruptionProtocol.DERL.draws(NO_DATA_SET, shapes, split.size()),
                    shapes,
                    split);
            for (Modality modality : some) {
                without.put(modality.name(), corruption.of(split, Rates.of(1, List.of(modality))));
            }
        } catch (IllegalArgumentException e) {
            told.accept("Contributions are left out: " + Reason.of(e) + ".");
        }
        return without;
    }

    private static List<Double> differences(List<Double> with, List<Double> without) {
        List<Double> differences = new ArrayList<>();
        for (int sample = 0; sample < with.size(); sample++) {
            differences.add(with.get(sample) - without.get(sample));
        }
        return differences;
    }
}
