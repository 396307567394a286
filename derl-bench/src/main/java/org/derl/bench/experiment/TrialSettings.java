package org.derl.bench.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.assembly.DataSetSettings;
import org.derl.bench.assembly.ModelSettings;
import org.derl.bench.assembly.TextEncoderSettings;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.Fingerprint;
import org.derl.tensor.Compute;

/**
 * All settings of a trial, complete with defaults.
 *
 * @param model with the groups of the text encoder before its own
 */
record TrialSettings(Trial trial, ModelSettings model, DataSetSettings dataSet, TextEncoderSettings textEncoder) {

    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    /**
     * Binds the settings of a trial.
     *
     * @throws org.derl.config.InvalidConfigException with every mistake in them
     */
    static TrialSettings of(Assembly assembly, Trial trial, DataSet data) {
        TextEncoderSettings textEncoder = assembly.textEncoder(trial.textEncoder());
        return new TrialSettings(
                trial,
                assembly.model(trial.model(), List.of(data.family(), data.name()))
                        .with(textEncoder),
                assembly.dataSet(trial.dataSet(), trial.textEncoder()),
                textEncoder);
    }

    /** As they are written down. */
    String text() {
        Config settings = Settings.describe(model)
                .atPath(trial.model())
                .withFallback(Settings.describe(dataSet).atPath(trial.dataSet()))
                .withFallback(Settings.describe(textEncoder).atPath(trial.textEncoder()));
        return settings.root().render(READABLE);
    }

    /**
     * Stands for all that the numbers of the trial follow from, in 64 hexadecimal digits: these settings, the seed, the
     * device, the data and the code. Weights of a text encoder that is run in every step are known by their path alone.
     *
     * @param contents of the data set, by {@link DataContents}
     */
    String fingerprint(String contents) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(text()).add(String.valueOf(trial.seed()));
        fingerprint.add(Compute.device(trial.device()).toString()).add(Compute.engine());
        fingerprint.add(ClassPath.checksum());
        return fingerprint.add(contents).hexadecimal();
    }
}
