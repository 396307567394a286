package org.derl.bench.trial;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derl.bench.configuration.DataSetSettings;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.config.Blueprint;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.tensor.Kernels;
import org.derl.tensor.Precision;

/**
 * All settings of a trial, complete with defaults.
 *
 * @param model as it trains after the text encoder
 * @param origins who says each of the model's settings that is said, by its path
 * @param readsText whether the data set has text, without which the text encoder is not used
 */
public record TrialSettings(
        Trial trial,
        ModelSettings model,
        Map<String, String> origins,
        DataSetSettings dataSet,
        TextEncoderSettings textEncoder,
        boolean readsText) {

    /**
     * Binds the settings of a trial.
     *
     * @throws org.derl.config.InvalidConfigException with every mistake in them
     * @throws IllegalArgumentException when portable kernels are to compute what differs between processors
     */
    public static TrialSettings of(
            Models models, DataSets dataSets, TextEncoders textEncoders, Trial trial, DataSet data) {
        List<String> on = List.of(data.family(), data.name());
        TrialSettings settings = new TrialSettings(
                trial,
                models.settings(trial.model(), on, trial.textEncoder()),
                models.origins(trial.model(), on, trial.textEncoder()),
                dataSets.settings(trial.dataSet(), trial.textEncoder()),
                textEncoders.settings(trial.textEncoder()),
                data.schema().inputs().has(Modality.TEXT));
        if (trial.kernels() == Kernels.PORTABLE && settings.rounds()) {
            throw new IllegalArgumentException(trial.model() + ".training.precision = bf16 gives other bits on other"
                    + " processors, and portable kernels the same; use --kernels native, or leave it out");
        }
        return settings;
    }

    /** The same without a pause of the training. */
    TrialSettings unpaused() {
        return new TrialSettings(trial, model.unpaused(), origins, dataSet, textEncoder, readsText);
    }

    /** Whether a text encoder computes in less than float32. */
    private boolean rounds() {
        return readsText
                && model.training().textEncoderPrecision() != Precision.FLOAT32
                && !Settings.describe(textEncoder.encoder().settings()).isEmpty();
    }

    /** As they are written down: each of the model's that somebody says with a comment that names who. */
    String text() {
        Map<String, String> comments = new TreeMap<>();
        origins.forEach((path, by) -> comments.put(ConfigUtil.joinPath(trial.model()) + "." + path, by));
        return Settings.text(all(), comments);
    }

    /** All of them, below the names of the model, the data set and the text encoder. */
    Config all() {
        return Settings.describe(model)
                .atPath(trial.model())
                .withFallback(Settings.describe(dataSet).atPath(trial.dataSet()))
                .withFallback(Settings.describe(textEncoder).atPath(trial.textEncoder()));
    }

    /**
     * What of them numbers follow from: no titles, nothing that says where files lie, and nothing that the data show.
     */
    Config counted() {
        Config counted =
                Settings.describeWithoutLocations(model).withoutPath("title").atPath(trial.model());
        if (readsText) {
            counted = counted.withFallback(Settings.describeWithoutLocations(textEncoder)
                    .withOnlyPath("encoder")
                    .atPath(trial.textEncoder()));
        }
        return counted;
    }

    /** All parts that they name. */
    List<Blueprint<?, ?>> parts() {
        List<Blueprint<?, ?>> parts = new ArrayList<>(Settings.blueprints(model));
        parts.addAll(Settings.blueprints(dataSet));
        if (readsText) {
            parts.add(textEncoder.encoder());
            parts.addAll(Settings.blueprints(textEncoder.encoder().settings()));
        }
        return parts;
    }
}
