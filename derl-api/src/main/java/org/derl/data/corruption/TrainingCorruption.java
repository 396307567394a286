package org.derl.data.corruption;

import java.util.Objects;
import org.derl.config.Names;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.corruption.Corruption.Form;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * How the samples of a training are corrupted.
 *
 * @param form what corruption does; missing steps by default
 * @param complete the share of samples of which nothing is lost; half of them by default. The others have a rate for each
 *     modality, uniform in [0, 1]
 * @param protocol ours by default: rates and masks are new in each epoch. LNLN's: half of the samples are complete of each
 *     modality by itself, and rates and masks stay as they are in all epochs
 */
public record TrainingCorruption(
        @Nullable Form form, @Nullable Double complete, @Nullable CorruptionProtocol protocol) {

    private static final double HALF = 0.5;

    /** Checks the share. */
    public TrainingCorruption {
        if (complete != null && !(complete >= 0 && complete <= 1)) {
            throw new IllegalArgumentException("complete is a share of the samples, within [0, 1], not " + complete);
        }
        if (protocol == CorruptionProtocol.LNLN && (complete != null || (form != null && form != Form.MISSING_STEPS))) {
            throw new IllegalArgumentException("protocol = lnln says what is lost: steps, and half of the samples are"
                    + " complete; leave form and complete out");
        }
    }

    /**
     * What is done, in words.
     *
     * @param shapes of what is corrupted
     */
    public String inWords(ByModality<FeatureShape> shapes) {
        if (protocol == CorruptionProtocol.LNLN) {
            return "trained on corrupted inputs by LNLN's protocol: half of the samples complete, of each modality by"
                    + " itself, else a rate in [0, 1] of missing steps, and one mask for all epochs";
        }
        String left = String.join("; ", Corruption.left(usedForm(), shapes));
        if (Corruption.touched(usedForm(), shapes).isEmpty()) {
            return "trained on inputs as they are, though training.corruption is set: " + left;
        }
        return "trained on corrupted inputs (" + Names.kebab(usedForm().name())
                + "): " + Math.round(100 * usedShare()) + " % of the samples complete, else a rate in [0, 1] for each"
                + " modality, anew each epoch" + (left.isEmpty() ? "" : "; " + left);
    }

    private Form usedForm() {
        return Objects.requireNonNullElse(form, Form.MISSING_STEPS);
    }

    private double usedShare() {
        return Objects.requireNonNullElse(complete, HALF);
    }

    /**
     * A training split of which each epoch sees what the split gives it, as it is corrupted then.
     *
     * @param dataSet its name
     * @param seed of the trial
     * @throws IllegalArgumentException when tokens may be lost of which nobody says what stands for a lost one
     */
    public Split of(Split training, ByModality<FeatureShape> shapes, String dataSet, long seed) {
        String trial = "training from seed " + seed;
        if (protocol == CorruptionProtocol.LNLN) {
            Corruption same = new Corruption(
                    usedForm(), CorruptionProtocol.LNLN.draws(dataSet, shapes, training.size()), shapes, training);
            Rates rates = halfOfEach(training.size(), shapes, seed);
            return new EpochalSplit(training, epoch -> same.ofTraining(training.ofEpoch(epoch), rates));
        }
        Corruption clean = new Corruption(usedForm(), new NamedDraws(trial, dataSet), shapes, training);
        return new EpochalSplit(training, epoch -> {
            String[] purpose = {trial, dataSet, "epoch " + epoch};
            return clean.by(new NamedDraws(purpose)).ofTraining(training.ofEpoch(epoch), rates(purpose));
        });
    }

    private Rates rates(String... purpose) {
        NamedDraws draws = new NamedDraws(purpose);
        return (row, id, modality) ->
                draws.uniform(id, 1)[0] < usedShare() ? 0 : draws.uniform(id + "\n" + modality.name() + "\nrate", 1)[0];
    }

    /** A rate of each row, of which half are 0, by modality. */
    private static Rates halfOfEach(int samples, ByModality<FeatureShape> shapes, long seed) {
        Randomness randomness = new Randomness(seed);
        ByModality<double[]> rates = ByModality.of(shapes.modalities(), (Modality modality) -> {
            double[] drawn = new double[samples];
            for (int i = 0; i < samples; i++) {
                drawn[i] = randomness.nextDouble();
            }
            int[] order = randomness.permutation(samples);
            for (int i = 0; i < samples / 2; i++) {
                drawn[order[i]] = 0;
            }
            return drawn;
        });
        return (row, id, modality) -> rates.get(modality)[row];
    }
}
