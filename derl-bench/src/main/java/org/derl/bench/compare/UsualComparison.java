package org.derl.bench.compare;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.derl.bench.comparison.Departures;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Experiments;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.Publication;
import org.derl.bench.configuration.Publications;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.jspecify.annotations.Nullable;

/** Finds out what is compared unless told otherwise. */
public final class UsualComparison {

    private static final String DATA_SET = "data-set";
    private static final String PUBLISHED = "published";
    private static final String MODELS = "models";
    private static final String SEEDS = "seeds";

    private final Config compare;
    private final ConfigBinder binder;
    private final Experiments experiments;
    private final Publications publications;
    private final DataSets dataSets;
    private final Models models;

    @Inject
    UsualComparison(
            Configuration configuration,
            ConfigBinder binder,
            Experiments experiments,
            Publications publications,
            DataSets dataSets,
            Models models) {
        compare = configuration.defaults().getConfig("derl.compare");
        this.binder = binder;
        this.experiments = experiments;
        this.publications = publications;
        this.dataSets = dataSets;
        this.models = models;
    }

    /**
     * That of an experiment or, without one, of a data set.
     *
     * @param experiment its name
     * @param dataSet the one that was chosen, if any
     * @param models those that were chosen, if any
     * @param metrics those that were chosen, if any
     * @param search whether settings are tried, which is done on the validation split unless somebody says otherwise
     */
    public ComparisonDefaults of(
            @Nullable String experiment,
            @Nullable String dataSet,
            List<String> models,
            List<String> metrics,
            boolean search) {
        Config file = experiment == null ? ConfigFactory.empty() : experiments.comparison(experiment, models);
        if (dataSet == null && file.hasPath(PUBLISHED) && !file.hasPath(DATA_SET)) {
            throw new IllegalArgumentException(unnamed(String.valueOf(experiment), file));
        }
        Config chosen =
                dataSet == null ? ConfigFactory.empty() : ConfigFactory.parseMap(Map.of(DATA_SET, dataSet), "--data");
        String data = Settings.layer(List.of(compare, file, chosen)).getString(DATA_SET);
        List<Config> layers = new ArrayList<>(List.of(compare.withoutPath("on")));
        String on = ConfigUtil.joinPath("on", data);
        if (compare.hasPath(on)) {
            layers.add(compare.getConfig(on));
        }
        if (search) {
            layers.add(Experiments.SEARCH);
        }
        layers.addAll(List.of(withSeeds(file), chosen));
        if (!metrics.isEmpty()) {
            layers.add(ConfigFactory.parseMap(Map.of("metrics", metrics), "--metrics"));
        }
        return binder.bind(Settings.layer(layers).atPath("compare"), "compare", ComparisonDefaults.class);
    }

    /** The models that are compared on a data set where none are named. */
    public static List<String> models(Configuration configuration, @Nullable String dataSet) {
        Config compare = configuration.defaults().getConfig("derl.compare");
        String data = dataSet == null ? compare.getString(DATA_SET) : dataSet;
        String there = ConfigUtil.joinPath("on", data, MODELS);
        return compare.getStringList(compare.hasPath(there) ? there : MODELS);
    }

    /** Which seeds there are is one text: a file may list them. */
    private static Config withSeeds(Config file) {
        return file.root().get(SEEDS) instanceof ConfigList seeds
                ? file.withValue(
                        SEEDS,
                        ConfigValueFactory.fromAnyRef(seeds.stream()
                                        .map(seed -> String.valueOf(seed.unwrapped()))
                                        .collect(Collectors.joining(",", "", seeds.size() == 1 ? "," : "")))
                                .withOrigin(seeds.origin()))
                : file;
    }

    /** The published table's data set is none that could be built in. */
    private String unnamed(String experiment, Config file) {
        Publication publication = publications.get(file.getString(PUBLISHED + ".by"));
        String titles = file.getStringList(PUBLISHED + ".on").stream()
                .map(family -> Objects.requireNonNull(publication.data().get(family), family)
                        .title())
                .collect(Collectors.joining(" or "));
        return experiment + " is about " + titles
                + ", which is not built in: name yours by --data NAME (./derl data lists"
                + " what there is, ./derl data import FILE --name NAME adds to it); on any other, such as --data"
                + " planted, the table says what is not that of " + publication.title();
    }

    /** The text encoder of the publication, where the data set has text for it; else that of the data set. */
    public String textEncoder(ComparisonDefaults defaults) {
        String usual = dataSets.usualTextEncoder(defaults.dataSet());
        ComparisonDefaults.Published published = defaults.published();
        String theirs =
                published == null ? usual : publications.get(published.by()).textEncoder();
        return dataSets.reads(defaults.dataSet(), theirs) ? theirs : usual;
    }

    /** What of a comparison is not that of the published table, a clause each; nothing where there is none. */
    public List<String> departures(ComparisonDefaults defaults, DataSet data, String textEncoder) {
        ComparisonDefaults.Published published = defaults.published();
        return published == null
                ? List.of()
                : new Departures(publications.get(published.by()), published.on()).of(models, data, textEncoder);
    }
}
