package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.io.Directories;

/**
 * The formats and layouts of data files that plugins offer, with the settings that are theirs unless told otherwise.
 */
public final class Formats {

    private static final String FORMAT = "format";
    private static final String LAYOUT = "layout";
    private static final String PART = "part";

    private final Config overrides;
    private final Catalog catalog;
    private final ConfigBinder binder;
    private final Directories directories;

    private record Format(Blueprint<Directories, FileFormat> part) {}

    private record Layout(Blueprint<Directories, FeatureLayout> part) {}

    @Inject
    Formats(Configuration configuration, Catalog catalog, ConfigBinder binder, Directories directories) {
        overrides = configuration.overrides();
        this.catalog = catalog;
        this.binder = binder;
        this.directories = directories;
    }

    /**
     * The formats, by name.
     *
     * @throws IllegalArgumentException when settings name one that is none
     */
    public Map<String, FileFormat> formats() {
        Map<String, FileFormat> formats = new TreeMap<>();
        for (String name : names(FORMAT, FileFormat.class)) {
            formats.put(name, bind(FORMAT, name, Format.class).part().build(directories));
        }
        return formats;
    }

    /**
     * The layouts, by name.
     *
     * @throws IllegalArgumentException when settings name one that is none
     */
    public Map<String, FeatureLayout> layouts() {
        Map<String, FeatureLayout> layouts = new TreeMap<>();
        for (String name : names(LAYOUT, FeatureLayout.class)) {
            layouts.put(name, bind(LAYOUT, name, Layout.class).part().build(directories));
        }
        return layouts;
    }

    private List<String> names(String kind, Class<?> type) {
        List<String> names = catalog.names(type);
        for (String set : given(kind).root().keySet()) {
            if (!names.contains(set)) {
                throw new IllegalArgumentException("the setting '" + kind + "." + set + "...' is of no " + kind
                        + "; there are " + String.join(", ", names));
            }
        }
        return names;
    }

    private <R extends Record> R bind(String kind, String name, Class<R> type) {
        Config all = given(kind);
        Config own = all.hasPath(name) ? all.getConfig(name) : ConfigFactory.empty();
        Config settings = own.withValue("type", ConfigValueFactory.fromAnyRef(name));
        return binder.bind(settings.atPath(PART).atPath(name).atPath(kind), kind + "." + name, type);
    }

    /** What is said of formats or layouts, by their names. */
    private Config given(String kind) {
        return overrides.hasPath(kind) ? overrides.getConfig(kind) : ConfigFactory.empty();
    }
}
