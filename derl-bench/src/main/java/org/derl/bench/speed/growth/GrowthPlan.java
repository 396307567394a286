package org.derl.bench.speed.growth;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.speed.StepData;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.jspecify.annotations.Nullable;

/** The points that {@code derl.speed.growth} asks for. */
public final class GrowthPlan {

    private static final String GROWTH = "derl.speed.growth";
    private static final String MODELS = "on";

    private final Config growth;
    private final Config overrides;
    private final Models models;
    private final GrowthSettings settings;

    @Inject
    GrowthPlan(Configuration configuration, Models models, ConfigBinder binder) {
        this.models = models;
        growth = configuration.defaults().getConfig(GROWTH);
        overrides = configuration.overrides();
        settings = binder.bind(growth.withoutPath(MODELS).atPath(GROWTH), GROWTH, GrowthSettings.class);
    }

    /**
     * The points of a model along an axis, by rising values.
     *
     * @param peer the program that takes the same steps, with its own arguments; null where there is none
     * @throws IllegalArgumentException when it is not known which of the model's settings to vary
     */
    public List<GrowthPoint> points(String model, GrowthAxis axis, @Nullable List<String> peer) {
        models.settings(model, List.of()); // says whether there is one
        return settings.range(axis).values().stream()
                .map(value -> point(model, axis, value, peer))
                .toList();
    }

    private GrowthPoint point(String model, GrowthAxis axis, int value, @Nullable List<String> peer) {
        StepData load = axis.load(settings, value);
        Config varied = varied(model, axis, value).atPath(ConfigUtil.quoteString(model));
        Config all = Settings.layer(List.of(varied, overrides));
        return new GrowthPoint(
                model, axis, value, load, all, peer == null ? null : command(peer, model, axis, value, load));
    }

    /** The settings of a model at a value. */
    private Config varied(String model, GrowthAxis axis, int value) {
        return switch (axis) {
            case LENGTH, BATCH -> ConfigFactory.empty();
            case DEPTH -> ConfigFactory.parseMap(Map.of(on(model, axis).getString("setting"), value));
            case MODALITIES -> {
                Config own = on(model, axis);
                String key = ConfigUtil.quoteString(String.valueOf(value));
                yield own.hasPath(key) ? own.getConfig(key) : ConfigFactory.empty();
            }
        };
    }

    private Config on(String model, GrowthAxis axis) {
        String path = ConfigUtil.joinPath(MODELS, model, axis.toString());
        if (!growth.hasPath(path)) {
            throw new IllegalArgumentException("which settings of " + model + " to vary for its " + axis
                    + " is not known, only those of "
                    + String.join(", ", growth.getConfig(MODELS).root().keySet()));
        }
        return growth.getConfig(path);
    }

    private @Nullable List<String> command(List<String> peer, String model, GrowthAxis axis, int value, StepData load) {
        if (axis == GrowthAxis.MODALITIES) {
            return null; // peers are programs of three
        }
        List<String> command = new ArrayList<>(peer);
        command.addAll(load.arguments());
        if (axis == GrowthAxis.DEPTH) {
            command.addAll(List.of(on(model, axis).getString("peer"), String.valueOf(value)));
        }
        return command;
    }
}
