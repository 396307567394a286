package org.derl.bench.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.assembly.Assembly;
import org.derl.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What is compared unless told otherwise.
 *
 * @param title of an experiment
 * @param dataSet the name of the data set
 * @param models the names of the models
 * @param reference the model that the others are compared with
 * @param seeds how many
 */
record ComparisonDefaults(@Nullable String title, String dataSet, List<String> models, String reference, int seeds) {

    /**
     * Those of an experiment or, without one, of a data set.
     *
     * @param experiment its name
     * @param dataSet the one that was chosen, if any
     * @param models those that were chosen, if any
     */
    static ComparisonDefaults of(
            Assembly assembly, @Nullable String experiment, @Nullable String dataSet, List<String> models) {
        Config compare = assembly.config().getConfig("derl.compare");
        Config file = experiment == null
                ? ConfigFactory.empty()
                : assembly.experiments().comparison(experiment, models);
        Config chosen =
                dataSet == null ? ConfigFactory.empty() : ConfigFactory.parseMap(Map.of("data-set", dataSet), "--data");
        String data = Settings.layer(List.of(compare, file, chosen)).getString("data-set");
        List<Config> layers = new ArrayList<>(List.of(compare.withoutPath("on")));
        String on = ConfigUtil.joinPath("on", data);
        if (compare.hasPath(on)) {
            layers.add(compare.getConfig(on));
        }
        layers.addAll(List.of(file, chosen));
        return assembly.binder().bind(Settings.layer(layers).atPath("compare"), "compare", ComparisonDefaults.class);
    }

    /** The usual reference, or the last model where that is not compared. */
    String usualReference(List<String> compared) {
        return compared.contains(reference) ? reference : compared.get(compared.size() - 1);
    }
}
