package org.derl.bench.train;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.config.Names;
import org.derl.config.Settings;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.model.TextEncoded;
import org.derl.part.SequenceEncoder;

/** The models that configuration describes: everything below {@code derl.models}. */
public final class Models {

    private static final String PATH = "derl.models";
    private static final String FAMILIES = "on";

    private final ConfigBinder binder;
    private final Config files;

    /**
     * Models of configuration.
     *
     * @param config all model files, such as {@code Plugins.defaults} finds
     */
    public Models(ConfigBinder binder, Config config) {
        this.binder = binder;
        files = config.hasPath(PATH) ? config.getConfig(PATH) : ConfigFactory.empty();
    }

    /** The models' names, sorted. */
    public List<String> names() {
        return files.root().keySet().stream().sorted().toList();
    }

    /**
     * The settings of a model: its file, over it what the file says of the data set's family, over that what the caller
     * says.
     *
     * @param family of data sets, or an empty text for none
     * @param overrides by the model's name, such as {@code tfn.training.epochs}
     * @throws IllegalArgumentException when there is no such model; the message says which is nearest
     */
    public ModelSettings settings(String name, String family, Config overrides) {
        if (!files.root().containsKey(name)) {
            throw new IllegalArgumentException("there is no model '" + name + "'; "
                    + Names.nearest(name, names())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("there are " + String.join(", ", names())));
        }
        Config file = files.getConfig(name);
        List<Config> layers = new ArrayList<>(List.of(file.withoutPath(FAMILIES)));
        String onFamily = FAMILIES + "." + family;
        if (!family.isEmpty() && file.hasPath(onFamily)) {
            layers.add(file.getConfig(onFamily));
        }
        if (overrides.hasPath(name)) {
            layers.add(overrides.getConfig(name));
        }
        return binder.bind(Settings.layer(layers).atPath(name), name, ModelSettings.class);
    }

    /**
     * Builds a model, and puts an encoder before its text where the settings name one.
     *
     * @param textEncoder the settings of a sequence encoder, or empty for none
     * @throws org.derl.config.InvalidConfigException when settings do not fit the data set
     */
    public FusionModel<?> build(ModelSettings settings, Config textEncoder, Schema schema) {
        if (textEncoder.isEmpty()) {
            return settings.model().build(schema);
        }
        FeatureShape text = schema.inputs().get(Modality.TEXT);
        SequenceEncoder encoder = binder.bind(
                        textEncoder.atPath("encoder").atPath("text-encoder"), "text-encoder", TextSettings.class)
                .encoder()
                .build(text);
        ByModality<FeatureShape> encoded = schema.inputs()
                .map((modality, shape) -> modality.equals(Modality.TEXT) ? shape.resized(encoder.size()) : shape);
        return new TextEncoded<>(encoder, settings.model().build(new Schema(encoded, schema.task())));
    }

    /** The encoder that text passes before a model sees it. */
    record TextSettings(Blueprint<FeatureShape, SequenceEncoder> encoder) {}
}
