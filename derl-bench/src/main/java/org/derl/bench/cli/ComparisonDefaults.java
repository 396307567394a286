package org.derl.bench.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.assembly.Publication;
import org.derl.bench.comparison.Departures;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * What is compared unless told otherwise.
 *
 * @param title of an experiment
 * @param dataSet the name of the data set
 * @param models the names of the models
 * @param compareTo the model that the others are compared with
 * @param seeds how many
 * @param kernels by which a CPU computes
 * @param split that the table is about
 * @param published whose table an experiment is made after
 */
record ComparisonDefaults(
        @Nullable String title,
        String dataSet,
        List<String> models,
        String compareTo,
        int seeds,
        Kernels kernels,
        SplitName split,
        @Nullable Published published) {

    /**
     * A table of a publication.
     *
     * @param by the name of the publication
     * @param on the families of the data sets that it has that table of, the usual one first
     */
    record Published(String by, List<String> on) {}

    private static final String DATA_SET = "data-set";
    private static final String PUBLISHED = "published";

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
        if (dataSet == null && file.hasPath(PUBLISHED) && !file.hasPath(DATA_SET)) {
            throw new IllegalArgumentException(unnamed(assembly, String.valueOf(experiment), file));
        }
        Config chosen =
                dataSet == null ? ConfigFactory.empty() : ConfigFactory.parseMap(Map.of(DATA_SET, dataSet), "--data");
        String data = Settings.layer(List.of(compare, file, chosen)).getString(DATA_SET);
        List<Config> layers = new ArrayList<>(List.of(compare.withoutPath("on")));
        String on = ConfigUtil.joinPath("on", data);
        if (compare.hasPath(on)) {
            layers.add(compare.getConfig(on));
        }
        layers.addAll(List.of(file, chosen));
        return assembly.binder().bind(Settings.layer(layers).atPath("compare"), "compare", ComparisonDefaults.class);
    }

    /** The published table's data set is none that could be built in. */
    private static String unnamed(Assembly assembly, String experiment, Config file) {
        Publication publication = assembly.publication(file.getString(PUBLISHED + ".by"));
        String titles = file.getStringList(PUBLISHED + ".on").stream()
                .map(family -> Objects.requireNonNull(publication.data().get(family), family)
                        .title())
                .collect(Collectors.joining(" or "));
        return experiment + " is about " + titles
                + ", which is not built in: name yours by --data NAME (./derl data lists"
                + " what there is, ./derl data import FILE --name NAME adds to it); on any other, such as --data planted,"
                + " the table says what is not that of " + publication.title();
    }

    /** The text encoder of the publication, where the data set has text for it; else that of the data set. */
    String usualTextEncoder(Assembly assembly) {
        String usual = assembly.usualTextEncoder(dataSet);
        String theirs =
                published == null ? usual : assembly.publication(published.by()).textEncoder();
        return assembly.reads(dataSet, theirs) ? theirs : usual;
    }

    /** The usual compareTo, or the last model where that is not compared. */
    String usualReference(List<String> compared) {
        return compared.contains(compareTo) ? compareTo : compared.get(compared.size() - 1);
    }

    /** What of a comparison is not that of the published table, a clause each; nothing where there is none. */
    List<String> departures(Assembly assembly, DataSet data, String textEncoder) {
        return published == null
                ? List.of()
                : new Departures(assembly.publication(published.by()), published.on()).of(assembly, data, textEncoder);
    }

    /**
     * The split that a table is about. A search never looks at the test split, whatever is asked for.
     *
     * @param experiment its name
     * @param asked for, if any
     * @throws IllegalArgumentException when a search is to look at the test split
     */
    SplitName split(@Nullable String experiment, @Nullable SplitName asked) {
        if (asked == SplitName.TEST && split == SplitName.VALIDATION) {
            throw new IllegalArgumentException(experiment + " is a search, and nothing may be chosen on the test"
                    + " split: leave out --split, and compare by --models and --set what it finds");
        }
        return asked == null ? split : asked;
    }
}
