package org.derl.bench.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.text.Words;
import org.derl.config.Settings;

/** What a search would draw from, and what came of it, as a terminal shows both. */
public final class TuningTables {

    private final Tuning tuning;

    public TuningTables(Tuning tuning) {
        this.tuning = tuning;
    }

    private String caption() {
        TuningPlan plan = tuning.plan();
        return plan.dataSet() + ", validation split: " + Words.count(plan.draws(), "draw") + " of each model, seed "
                + plan.seed() + ", the best thirds at "
                + SettingsSearch.inWords(tuning.halving().shares());
    }

    /** Each setting that is searched, its range, and what it is in the model's own settings. */
    public Table spaces() {
        List<List<String>> rows = new ArrayList<>();
        for (TunedModel model : tuning.models()) {
            Config own = Settings.describe(model.own());
            tuning.space(model.name()).settings().forEach((path, searched) -> {
                rows.add(row(model, own, path, searched.range().inWords()));
                searched.also().forEach(other -> rows.add(row(model, own, other, "as above")));
            });
        }
        return new Table(
                caption(),
                List.of(
                        Column.left("model"),
                        Column.left("setting"),
                        Column.right("its own"),
                        Column.left("drawn from")),
                rows);
    }

    private static List<String> row(TunedModel model, Config own, String path, String range) {
        String value = own.hasPath(path) ? own.getValue(path).render(ConfigRenderOptions.concise()) : "";
        return List.of(model.name(), path, value, range);
    }

    /** Each model with what its own settings and the chosen ones gave. */
    public Table results() {
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (TunedModel model : tuning.models()) {
            Optional<DrawResult> chosen = model.chosen();
            rows.add(List.of(
                    model.name(),
                    model.selection().name(),
                    number(model.ofOwn()),
                    number(chosen),
                    chosen.map(result -> String.valueOf(result.number())).orElse("none"),
                    String.valueOf(model.epochs())));
            notes.add(model.name() + ": "
                    + chosen.map(result -> result.number() == Halving.OWN
                                    ? "its own settings, which no draw bettered"
                                    : TuningFiles.words(model.settings(result.number())))
                            .orElse("nothing, for all draws failed")
                    + ".");
            if (chosen.map(DrawResult::collapsed).orElse(false)) {
                notes.add(model.name() + " has collapsed with the best draw: it predicts one number for all samples.");
            }
            model.failures().forEach(failure -> notes.add("Failed, and ranked last: " + failure.failure()));
        }
        return new Table(
                caption(),
                List.of(
                        Column.left("model"),
                        Column.left("by"),
                        Column.right("its own"),
                        Column.right("chosen"),
                        Column.right("draw"),
                        Column.right("epochs spent")),
                rows,
                notes);
    }

    /** Whether some model has no draw that gave a result. */
    public boolean lacksSome() {
        return tuning.models().stream().anyMatch(model -> model.chosen().isEmpty());
    }

    private static String number(Optional<DrawResult> result) {
        return result.map(value -> String.format(Locale.ROOT, "%.4f", value.value()))
                .orElse("failed");
    }
}
