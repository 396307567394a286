package org.derl.bench.trial;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.List;
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
 * @param model with the groups of the text encoder before its own
 * @param readsText whether the data set has text, without which the text encoder is not used
 */
public record TrialSettings(
        Trial trial, ModelSettings model, DataSetSettings dataSet, TextEncoderSettings textEncoder, boolean readsText) {

    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    /**
     * Binds the settings of a trial.
     *
     * @throws org.derl.config.InvalidConfigException with every mistake in them
     * @throws IllegalArgumentException when portable kernels are to compute what differs between processors
     */
    public static TrialSettings of(
            Models models, DataSets dataSets, TextEncoders textEncoders, Trial trial, DataSet data) {
        TextEncoderSettings textEncoder = textEncoders.settings(trial.textEncoder());
        TrialSettings settings = new TrialSettings(
                trial,
                models.settings(trial.model(), List.of(data.family(), data.name()))
                        .with(textEncoder),
                dataSets.settings(trial.dataSet(), trial.textEncoder()),
                textEncoder,
                data.schema().inputs().has(Modality.TEXT));
        if (trial.kernels() == Kernels.PORTABLE && settings.rounds()) {
            throw new IllegalArgumentException(trial.model() + ".training.precision = bf16 gives other bits on other"
                    + " processors, and portable kernels the same; use --kernels native, or leave it out");
        }
        return settings;
    }

    /** Whether a text encoder computes in less than float32. */
    private boolean rounds() {
        return readsText
                && model.training().textEncoderPrecision() != Precision.FLOAT32
                && !Settings.describe(textEncoder.encoder().settings()).isEmpty();
    }

    /** As they are written down. */
    String text() {
        return all().root().render(READABLE);
    }

    /** All of them, below the names of the model, the data set and the text encoder. */
    Config all() {
        return Settings.describe(model)
                .atPath(trial.model())
                .withFallback(Settings.describe(dataSet).atPath(trial.dataSet()))
                .withFallback(Settings.describe(textEncoder).atPath(trial.textEncoder()));
    }

    /** What of them numbers follow from: no titles, nothing that says where files lie, and nothing that the data show. */
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
