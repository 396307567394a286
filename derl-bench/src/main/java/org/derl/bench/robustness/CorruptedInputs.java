package org.derl.bench.robustness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.trial.DataContents;
import org.derl.bench.trial.Trial;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.data.corruption.Corruption;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.MaskDraws;
import org.derl.data.corruption.Rates;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;

/**
 * A split as a text encoder reads it, and what becomes of it, the same for all trials.
 *
 * @param checksum of the content of the data set
 * @param clean the split as it is
 * @param parts what of it is lost
 */
record CorruptedInputs(String checksum, Split clean, Corruption corruption, List<LostPart> parts) {

    private static final int DIGITS = 16;

    /**
     * Loads the data set of a trial, and writes the masks of its split.
     *
     * @param folder for the file of the masks
     * @param notes gets what a reader must be told
     * @throws IOException when data is missing or damaged; the message says what to put where
     */
    static CorruptedInputs of(
            Trial trial, Configuration configuration, RobustnessRun.How how, Path folder, Collection<String> notes)
            throws IOException {
        DataSet data =
                configuration.with(trial.overrides()).make(DataSets.class).load(trial.dataSet(), trial.textEncoder());
        List<Modality> touched = Corruption.touched(how.form(), data.schema().inputs());
        Split split = how.split() == SplitName.TEST ? data.test().open("derl robustness", 0) : data.validation();
        MaskDraws draws = how.protocol().draws(data.name(), data.schema().inputs(), split.size());
        Corruption corruption = new Corruption(how.form(), draws, data.schema().inputs(), data.training());
        Corruption.left(how.form(), data.schema().inputs())
                .forEach(left -> notes.add("Of what is predicted, " + left + "."));
        data.schema().inputs().forEach((modality, shape) -> {
            if (touched.contains(modality) && isTextInVectors(modality, shape) && how.form() != Form.SHUFFLED) {
                notes.add(
                        "Text is vectors (" + trial.textEncoder() + "), which are corrupted as they are. Vectors from"
                                + " an encoder that has read the whole text still know of words that are lost; with a text encoder"
                                + " that reads tokens along with the model (...-fine-tuned, ...-held) words are lost before it.");
            }
        });
        if (how.form() == Form.MISSING_STEPS) {
            Path file = folder.resolve(how.fileName() + "-masks-" + trial.textEncoder() + ".csv");
            AtomicFile.write(file, MaskFile.text(split, data.schema(), draws));
            notes.add("Masks are those of " + file.getFileName() + " (SHA-256 "
                    + Fingerprint.of(file).substring(0, DIGITS) + "...), the same for all models and seeds.");
        }
        return new CorruptedInputs(DataContents.of(data), split, corruption, LostPart.of(touched));
    }

    private static boolean isTextInVectors(Modality modality, FeatureShape shape) {
        return modality.equals(Modality.TEXT) && shape.content() == Content.FEATURES;
    }

    /** What is left of it. */
    Split at(double rate, LostPart part) {
        return corruption.of(clean, Rates.of(rate, part.modalities()));
    }
}
