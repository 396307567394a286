package org.derl.bench.comparison;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.Publication;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.Modality;

/** What is not a publication's of a table that is made after one of its own. */
public final class Departures {

    private final Publication publication;
    private final List<String> families;

    /**
     * Departures from a table of a publication.
     *
     * @param families of the data sets that the publication has that table of, the usual one first
     */
    public Departures(Publication publication, List<String> families) {
        this.publication = publication;
        this.families = List.copyOf(families);
    }

    /**
     * What differs, a clause each.
     *
     * @param textEncoder the name of the one that is used
     */
    public List<String> of(Models models, DataSet data, String textEncoder) {
        boolean same = families.contains(data.family());
        String family = same ? data.family() : families.get(0);
        Publication.Data published = publication.data().get(family);
        if (published == null) {
            throw new IllegalArgumentException(publication.title() + " has nothing of the family " + family);
        }
        List<String> departures = new ArrayList<>(same ? ofCopy(data, published) : ofData(published));
        if (!textEncoder.equals(publication.textEncoder())) {
            departures.add(
                    "text passes " + textEncoder + ", in " + publication.title() + " " + publication.textEncoder());
        }
        departures.addAll(ofSettings(models, data, family, textEncoder));
        return departures;
    }

    private List<String> ofData(Publication.Data published) {
        return List.of(publication.title() + " has this table of " + published.title() + ", with "
                + counts(published.training(), published.validation(), published.test()) + " samples");
    }

    /** Copies of one data set differ as well. */
    private List<String> ofCopy(DataSet data, Publication.Data published) {
        List<String> departures = new ArrayList<>();
        String theirs = counts(published.training(), published.validation(), published.test());
        String ours = counts(
                data.training().size(), data.validation().size(), data.test().size());
        if (!ours.equals(theirs)) {
            departures.add(ours + " samples, in " + publication.title() + " " + theirs);
        }
        published.sizes().forEach((name, size) -> {
            Modality modality = new Modality(name);
            int own = data.schema().inputs().has(modality)
                    ? data.schema().inputs().get(modality).size()
                    : 0;
            if (own != size) {
                departures.add(name + " of " + own + " features, in " + publication.title() + " " + size);
            }
        });
        return departures;
    }

    private static String counts(int training, int validation, int test) {
        return training + ", " + validation + " and " + test;
    }

    private List<String> ofSettings(Models models, DataSet data, String family, String textEncoder) {
        String model = publication.model();
        Config used = described(models.settings(model, List.of(data.family(), data.name()), textEncoder));
        Config published = described(models.published(model, List.of(family), textEncoder));
        TreeSet<String> paths = new TreeSet<>();
        List.of(used, published).forEach(settings -> settings.entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(path -> !value(used, path).equals(value(published, path)))
                .forEach(paths::add));
        List<String> named =
                publication.settings().stream().filter(paths::contains).toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> clauses = new ArrayList<>(named.stream()
                .map(path -> path + " = " + value(used, path) + ", not " + value(published, path))
                .toList());
        int others = paths.size() - named.size();
        if (others > 0) {
            clauses.add(others + (named.isEmpty() ? "" : " other") + (others == 1 ? " setting" : " settings"));
        }
        return List.of(model + " is set otherwise than for " + publication.title() + ": " + String.join("; ", clauses));
    }

    private static Config described(ModelSettings settings) {
        return Settings.describe(settings).withoutPath("title");
    }

    private static String value(Config settings, String path) {
        ConfigValue value = settings.hasPath(path) ? settings.getValue(path) : null;
        return value == null ? "nothing" : value.render();
    }
}
