package org.derl.bench.explain;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.config.Blueprint;
import org.derl.config.Names;
import org.derl.config.Slot;
import org.derl.data.Modality;

/** Which slot of which model takes which kind of thing, as the settings of all models that are no variants have it. */
public final class SlotMap {

    /** Stands in a path for any model, and for each modality. */
    private static final String ANY = "*";

    private final Models models;
    private final List<String> originals;

    /** A slot of a model, and all that fills it. */
    private record Row(String path, String kind, Set<String> fillings) {

        Row(String path, String kind) {
            this(path, kind, new LinkedHashSet<>());
        }

        String key() {
            return path + " " + kind;
        }

        List<String> cells(String model, Set<String> all) {
            return List.of(model + "." + path, kind, all.isEmpty() ? "-" : String.join(", ", all));
        }
    }

    /** The slots of the models of a configuration. */
    @Inject
    public SlotMap(Configuration configuration, Models models) {
        this.models = models;
        originals = configuration.originals();
    }

    /** The slots of a model's settings; what fills the slot of the model itself is the model. */
    static List<Slot> slots(Record settings) {
        return Slot.in(settings).stream()
                .filter(slot -> !slot.path().equals("model"))
                .toList();
    }

    /** The map; the slots that every model has stand first. */
    public Table table() {
        Map<String, List<Row>> byModel = new LinkedHashMap<>();
        originals.forEach(name -> byModel.put(name, rows(slots(models.settings(name, List.of())))));
        Set<String> shared = byModel.values().stream()
                .map(rows -> rows.stream().map(Row::key).collect(Collectors.toSet()))
                .reduce((one, other) -> {
                    one.retainAll(other);
                    return one;
                })
                .orElse(Set.of());
        List<List<String>> cells = new ArrayList<>();
        for (Row row : byModel.values().iterator().next()) {
            if (shared.contains(row.key())) {
                cells.add(row.cells(ANY, fillings(row, byModel.values())));
            }
        }
        byModel.forEach((model, rows) -> rows.stream()
                .filter(row -> !shared.contains(row.key()))
                .forEach(row -> cells.add(row.cells(model, row.fillings()))));
        return new Table(
                "",
                List.of(Column.left("slot"), Column.left("kind"), Column.left("filled by")),
                cells,
                List.of(
                        "A slot is a setting that takes whatever a jar offers of its kind, as in"
                                + " --set derl.model.fusion.type=low-rank; derl models --parts lists all names.",
                        "An asterisk stands for any model, or for each modality."));
    }

    /** What fills a slot in any of the models. */
    private static Set<String> fillings(Row slot, Collection<List<Row>> models) {
        return models.stream()
                .flatMap(List::stream)
                .filter(row -> row.key().equals(slot.key()))
                .flatMap(row -> row.fillings().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Slots that differ in the modality alone are one row. */
    private static List<Row> rows(List<Slot> slots) {
        Map<String, Integer> alike = new LinkedHashMap<>();
        slots.forEach(slot -> alike.merge(masked(slot), 1, Integer::sum));
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Slot slot : slots) {
            String path = alike.getOrDefault(masked(slot), 0) > 1 ? masked(slot.path()) : slot.path();
            String kind = Names.words(slot.kind());
            Set<String> fillings =
                    rows.computeIfAbsent(path, p -> new Row(p, kind)).fillings();
            Blueprint<?, ?> filling = slot.filling();
            if (filling != null) {
                fillings.add(filling.name());
            }
        }
        return List.copyOf(rows.values());
    }

    private static String masked(Slot slot) {
        return masked(slot.path()) + " " + slot.kind().getName();
    }

    private static String masked(String path) {
        List<String> modalities = List.of(Modality.TEXT.name(), Modality.AUDIO.name(), Modality.VISION.name());
        return List.of(path.split("\\.")).stream()
                .map(word -> modalities.contains(word) ? ANY : word)
                .collect(Collectors.joining("."));
    }
}
