package org.derl.bench.explain;

import com.typesafe.config.ConfigRenderOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.config.Names;
import org.derl.config.Settings;
import org.derl.config.Slot;
import org.derl.data.DataSet;
import org.derl.model.FusionModel;
import org.derl.part.Parameter;

/** What a model is, on a data set: its slots, all of its settings and who says them, and its parameters. */
public final class ModelPage {

    private static final int SHAPES = 3;

    private final Models models;
    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final Catalog catalog;

    /** Of any model of a configuration. */
    @Inject
    public ModelPage(Models models, DataSets dataSets, TextEncoders textEncoders, Catalog catalog) {
        this.models = models;
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
        this.catalog = catalog;
    }

    /** What is said in front of all tables, a paragraph each. */
    public List<String> introduction(String model) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(model + ": " + models.settings(model, List.of()).title());
        String description = models.description(model);
        if (!description.isEmpty()) {
            paragraphs.add(description);
        }
        models.original(model)
                .ifPresent(original -> paragraphs.add("A variant, which is like " + original
                        + " where its file says nothing else: derl models " + original));
        return paragraphs;
    }

    /**
     * Slots, settings and parameters.
     *
     * @param dataSet its name
     * @param textEncoder its name
     * @throws IllegalArgumentException when there is no such model, data set or text encoder
     * @throws org.derl.config.InvalidConfigException when the model does not fit the data set
     * @throws IOException when the data set cannot be loaded
     */
    public List<Table> tables(String model, String dataSet, String textEncoder) throws IOException {
        models.settings(model, List.of()); // says first of all whether there is one
        DataSet data = dataSets.load(dataSet, textEncoder);
        List<String> on = List.of(data.family(), dataSet);
        ModelSettings settings = models.settings(model, on, textEncoder);
        String where = " on " + dataSet + ", after the text encoder " + textEncoder;
        try (FusionModel<?> network = settings.build(textEncoders.settings(textEncoder), data.schema())) {
            return List.of(
                    slots(settings, "Slots" + where),
                    settings(settings, models.origins(model, on, textEncoder), "Settings" + where),
                    parameters(network, "Parameters" + where));
        }
    }

    private Table slots(ModelSettings settings, String caption) {
        List<List<String>> rows = new ArrayList<>();
        Set<Class<?>> kinds = new LinkedHashSet<>();
        for (Slot slot : SlotMap.slots(settings)) {
            Blueprint<?, ?> filling = slot.filling();
            rows.add(List.of(slot.path(), Names.words(slot.kind()), filling == null ? "-" : filling.name()));
            kinds.add(slot.kind());
        }
        return new Table(
                caption,
                List.of(Column.left("slot"), Column.left("kind"), Column.left("filled by")),
                rows,
                kinds.stream().map(this::offered).toList());
    }

    private String offered(Class<?> kind) {
        List<String> names = catalog.names(kind);
        return Names.words(kind) + ": "
                + (names.isEmpty() ? "no jar at hand offers one" : "one of " + String.join(", ", names));
    }

    private static Table settings(ModelSettings settings, Map<String, String> origins, String caption) {
        Map<String, String> values = new TreeMap<>();
        Settings.describe(settings)
                .entrySet()
                .forEach(setting ->
                        values.put(setting.getKey(), setting.getValue().render(ConfigRenderOptions.concise())));
        values.remove("title");
        List<List<String>> rows = new ArrayList<>();
        values.forEach(
                (path, value) -> rows.add(List.of(path + " = " + value, origins.getOrDefault(path, "a default"))));
        return new Table(
                caption,
                List.of(Column.left("setting"), Column.left("said by")),
                rows,
                List.of("A default is that of the part which the setting belongs to. --set NAME.SETTING=VALUE changes a"
                        + " setting, NAME being the model."));
    }

    private static Table parameters(FusionModel<?> network, String caption) {
        Map<String, List<Parameter>> byPart = new LinkedHashMap<>();
        network.parameters().forEach((path, parameter) -> {
            if (parameter.trainable()) {
                byPart.computeIfAbsent(part(path), part -> new ArrayList<>()).add(parameter);
            }
        });
        List<List<String>> rows = new ArrayList<>();
        byPart.forEach((part, parameters) -> rows.add(List.of(
                part,
                number(parameters.stream()
                        .mapToLong(parameter -> parameter.shape().size())
                        .sum()),
                number(parameters.size()),
                shapes(parameters))));
        rows.add(List.of("all", number(network.parameterCount()), "", ""));
        return new Table(
                caption,
                List.of(
                        Column.left("part"),
                        Column.right("numbers"),
                        Column.right("arrays"),
                        Column.left("largest shapes")),
                rows);
    }

    /** The first two names of a path that leads further; numbers of layers count as part of the name before. */
    private static String part(String path) {
        String[] names = path.split("\\.");
        int taken = 0;
        int counted = 0;
        while (taken < names.length - 1 && (counted < 2 || isNumber(names[taken]))) {
            counted += isNumber(names[taken]) ? 0 : 1;
            taken++;
        }
        return taken == 0 ? path : String.join(".", List.of(names).subList(0, taken));
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(Character::isDigit);
    }

    private static String shapes(List<Parameter> parameters) {
        Map<Long, Set<String>> bySize = new TreeMap<>();
        parameters.forEach(
                parameter -> bySize.computeIfAbsent(-parameter.shape().size(), size -> new TreeSet<>())
                        .add(parameter.shape().toString().replace(" ", "")));
        return bySize.values().stream().flatMap(Set::stream).limit(SHAPES).collect(Collectors.joining(" "));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
