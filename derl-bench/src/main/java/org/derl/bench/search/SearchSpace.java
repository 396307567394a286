package org.derl.bench.search;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.bench.search.SearchRange.Choice;
import org.derl.bench.search.SearchRange.Log;
import org.derl.bench.search.SearchRange.Uniform;
import org.derl.bench.search.SearchRange.Whole;
import org.derl.config.InvalidConfigException;
import org.derl.config.Names;
import org.derl.config.Problem;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;

/**
 * What a search of a model's settings draws from: the range of each setting, as its model file says below
 * {@code space}.
 *
 * @param settings by the path of each, from the model on
 */
public record SearchSpace(Map<String, Searched> settings) {

    private static final String NONE = "none";
    private static final String ALSO = "also";
    private static final List<String> KINDS = List.of("log", "uniform", "integer", "choice");

    /** What decides how far draws are trained and how they are compared, which must be alike for all. */
    private static final Set<String> FIXED = Set.of("training.epochs", "training.select", "training.pause-after");

    /** So many bits of a checksum make a number from 0 to below 1. */
    private static final int HEXADECIMAL = 13;

    private static final double ONE = 1L << 52;

    /**
     * A setting that is searched.
     *
     * @param also the paths of others that get the same value
     * @param origin where it stands
     */
    public record Searched(SearchRange range, List<String> also, ConfigOrigin origin) {

        private Searched without(Predicate<String> others) {
            return new Searched(range, also.stream().filter(others.negate()).toList(), origin);
        }
    }

    /** Sorts by path. */
    public SearchSpace {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Of layers, the weakest first: a stronger one's range of a setting takes the place of a weaker one's, and
     * {@code none} takes it out, or all below a group.
     *
     * @param model its name, for messages
     * @throws InvalidConfigException with every mistake
     */
    public static SearchSpace of(String model, List<Config> layers) {
        Reading reading = new Reading(model);
        layers.forEach(reading::add);
        reading.resolve();
        if (!reading.problems.isEmpty()) {
            throw new InvalidConfigException(reading.problems);
        }
        return new SearchSpace(reading.settings);
    }

    private static boolean isWithin(String path, String setting) {
        return setting.equals(path) || setting.startsWith(path + ".");
    }

    /** The paths above one. */
    private static Stream<String> groups(String path) {
        List<String> keys = ConfigUtil.splitPath(path);
        return IntStream.range(1, keys.size()).mapToObj(end -> ConfigUtil.joinPath(keys.subList(0, end)));
    }

    /** Takes in one layer after the other. */
    private static final class Reading {

        private final String model;
        private final Map<String, Searched> settings = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, ConfigOrigin> none = new TreeMap<>();

        Reading(String model) {
            this.model = model;
        }

        /** What a layer takes out, it takes out of its own as well: a range may give the setting its value, too. */
        void add(Config layer) {
            none.clear();
            read("", layer.root());
            none.forEach(this::remove);
        }

        private void remove(String path, ConfigOrigin origin) {
            Set<String> known = new TreeSet<>(settings.keySet());
            settings.values().forEach(searched -> known.addAll(searched.also()));
            if (known.stream().noneMatch(setting -> isWithin(path, setting))) {
                String all = known.isEmpty() ? "nothing is" : "searched are " + String.join(", ", known);
                known.addAll(known.stream().flatMap(SearchSpace::groups).toList());
                refuse(
                        path,
                        origin,
                        "is not searched, so there is nothing to leave out; " + Names.unknown(path, known, all));
            }
            settings.keySet().removeIf(setting -> isWithin(path, setting));
            settings.replaceAll((setting, searched) -> searched.without(other -> isWithin(path, other)));
        }

        /** A range of a setting's own wins over that of another one that gives its value to both. */
        void resolve() {
            settings.replaceAll((setting, searched) -> searched.without(settings::containsKey));
            Map<String, String> givers = new TreeMap<>();
            settings.forEach((setting, searched) -> searched.also().forEach(other -> {
                String giver = givers.putIfAbsent(other, setting);
                if (giver != null) {
                    refuse(
                            other,
                            searched.origin(),
                            "cannot have the values of both " + giver + " and " + setting
                                    + ": give it a range of its own, or name it below 'also' of one alone");
                }
            }));
        }

        private void read(String path, ConfigObject object) {
            if (KINDS.stream().anyMatch(object::containsKey)) {
                range(path, object);
                return;
            }
            object.forEach((key, value) -> {
                String below = path.isEmpty() ? ConfigUtil.joinPath(key) : path + "." + ConfigUtil.joinPath(key);
                if (value instanceof ConfigObject deeper) {
                    read(below, deeper);
                } else if (NONE.equals(value.unwrapped())) {
                    none.put(below, value.origin());
                } else {
                    refuse(
                            below,
                            value.origin(),
                            "is no range; write one such as { log = [1e-4, 1e-2] }, or none to leave it as it is; "
                                    + Names.unknown(key, KINDS));
                }
            });
        }

        private void range(String path, ConfigObject object) {
            List<String> kinds = KINDS.stream().filter(object::containsKey).toList();
            List<String> others = object.keySet().stream()
                    .filter(key -> !kinds.contains(key) && !key.equals(ALSO))
                    .toList();
            if (kinds.size() > 1 || !others.isEmpty()) {
                refuse(
                        path,
                        object.origin(),
                        "has one range, and beside it at most 'also', but says "
                                + String.join(
                                        ", ", object.keySet().stream().sorted().toList()));
                return;
            }
            try {
                List<String> also = object.containsKey(ALSO) ? object.toConfig().getStringList(ALSO) : List.of();
                settings.put(path, new Searched(range(kinds.get(0), object.toConfig()), also, object.origin()));
                also.forEach(other -> check(other, object.origin()));
                check(path, object.origin());
            } catch (IllegalArgumentException | ConfigException e) {
                refuse(
                        path,
                        object.origin(),
                        e instanceof ConfigException
                                ? "takes a list of numbers for " + kinds.get(0) + ", and of paths for also"
                                : Reason.of(e));
            }
        }

        private void check(String path, ConfigOrigin origin) {
            if (FIXED.contains(path)) {
                refuse(path, origin, "cannot be searched: all draws are trained and compared alike by it");
            } else if (!path.startsWith("training.") && !path.startsWith("model.")) {
                refuse(
                        path,
                        origin,
                        "is no setting of a model that can be searched; these begin with training. or" + " model.");
            }
        }

        private static SearchRange range(String kind, Config object) {
            return switch (kind) {
                case "log" -> new Log(bound(object, kind, 0), bound(object, kind, 1));
                case "uniform" -> new Uniform(bound(object, kind, 0), bound(object, kind, 1));
                case "integer" -> new Whole(whole(object, 0), whole(object, 1));
                default -> new Choice(List.copyOf(object.getList(kind)));
            };
        }

        private static double bound(Config object, String kind, int which) {
            List<Double> bounds = object.getDoubleList(kind);
            if (bounds.size() != 2) {
                throw new IllegalArgumentException(kind + " takes two bounds, not " + bounds.size());
            }
            return bounds.get(which);
        }

        private static int whole(Config object, int which) {
            double bound = bound(object, "integer", which);
            if (bound != Math.rint(bound)) {
                throw new IllegalArgumentException("integer takes whole bounds, and " + bound + " is none");
            }
            return (int) bound;
        }

        private void refuse(String path, ConfigOrigin origin, String message) {
            problems.add(Problem.at(origin, model + ".space." + path, message));
        }
    }

    /**
     * Settings from it. The same place of each range goes to all models, so that two that search a learning rate from
     * one range try the same rates; and no draw depends on what else is searched.
     *
     * @param seed of the search
     * @param number of the draw
     */
    public Config draw(long seed, int number) {
        Config drawn = ConfigFactory.empty();
        for (Map.Entry<String, Searched> setting : settings.entrySet()) {
            SearchRange range = setting.getValue().range();
            drawn = with(drawn, setting.getKey(), setting.getValue(), range.at(place(seed, setting.getKey(), number)));
        }
        return drawn;
    }

    /** Settings that must be such as a model takes: one extreme of one range each. */
    public List<Config> extremes() {
        List<Config> all = new ArrayList<>();
        settings.forEach((path, searched) -> searched.range()
                .extremes()
                .forEach(value ->
                        all.add(with(ConfigFactory.empty(), path, searched, value.withOrigin(searched.origin())))));
        return all;
    }

    private static Config with(Config others, String path, Searched searched, ConfigValue value) {
        Config all = others.withValue(path, value);
        for (String other : searched.also()) {
            all = all.withValue(other, value);
        }
        return all;
    }

    private static double place(long seed, String path, int number) {
        String checksum = new Fingerprint()
                .add(String.valueOf(seed))
                .add(path)
                .add(String.valueOf(number))
                .hexadecimal();
        return Long.parseLong(checksum.substring(0, HEXADECIMAL), 16) / ONE;
    }
}
