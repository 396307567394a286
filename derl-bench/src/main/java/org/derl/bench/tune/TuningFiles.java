package org.derl.bench.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.io.AtomicFile;

/**
 * The files that a search leaves: {@code tuned.conf}, the chosen settings with what was spent on them, for
 * {@code --settings}; and {@code draws.csv}, every draw at every share. They depend neither on the machine's speed nor on
 * how many trials ran at a time.
 */
public final class TuningFiles {

    /** The name of the file of settings. */
    public static final String SETTINGS = "tuned.conf";

    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);
    private static final int SHORT = 12;

    private final Tuning tuning;

    /** Of a search that has come to its end. */
    public TuningFiles(Tuning tuning) {
        this.tuning = tuning;
    }

    /** Writes both. */
    public void write() throws IOException {
        AtomicFile.write(tuning.plan().folder().resolve("draws.csv"), TableFormat.CSV.write(draws()));
        AtomicFile.write(tuning.plan().folder().resolve(SETTINGS), settings());
    }

    /** The text of the file of settings. */
    String settings() {
        TuningPlan plan = tuning.plan();
        StringBuilder text = new StringBuilder();
        text.append("# Found by derl tune ").append(String.join(" ", plan.models()));
        text.append(" --data ").append(plan.dataSet());
        text.append(" --text-encoder ").append(plan.textEncoder());
        text.append(" --budget ").append(plan.draws());
        text.append(" --recipe ").append(tuning.recipe());
        text.append(" --seed ").append(plan.seed()).append('\n');
        text.append("# on the validation split of ").append(plan.dataSet());
        text.append(", whose contents have the checksum ")
                .append(tuning.contents(), 0, SHORT)
                .append(".\n");
        text.append("# The test split was not opened. \"searched\" says what was spent, and sets nothing.\n");
        List<String> others = tuning.overrides().root().keySet().stream()
                .filter(name -> !plan.models().contains(name) && !name.equals(TrainingRecipe.SETTING))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            text.append("# The search was given settings of ")
                    .append(String.join(", ", others))
                    .append(" too, which are not in this file: give them again.\n");
        }
        tuning.models().forEach(model -> text.append(settings(model)));
        return text.toString();
    }

    private String settings(TunedModel model) {
        Optional<DrawResult> chosen = model.chosen();
        if (chosen.isEmpty()) {
            return "# Nothing of " + model.name() + ": all draws failed; draws.csv says why.\n";
        }
        int number = chosen.get().number();
        Config found = tuning.settings(model, number);
        Config all = tuning.search(model, found).in(found).atPath(ConfigUtil.joinPath("derl", "models", model.name()));
        return (number == Halving.OWN ? "# Its own settings were the best.\n" : "# Draw " + number + ".\n")
                + all.root().render(READABLE).strip() + "\n";
    }

    private Table draws() {
        List<List<String>> rows = new ArrayList<>();
        for (TunedModel model : tuning.models()) {
            int chosen = model.chosen().map(DrawResult::number).orElse(0);
            for (DrawResult result : model.results()) {
                rows.add(List.of(
                        model.name(),
                        String.valueOf(result.number()),
                        result.share() == 1 ? "1" : "1/" + result.share(),
                        String.valueOf(result.epochs()),
                        model.selection().name(),
                        result.failure() == null ? String.valueOf(result.value()) : "",
                        outcome(model, result, chosen),
                        words(model.settings(result.number()))));
            }
        }
        return new Table(
                "",
                List.of(
                        Column.left("model"),
                        Column.right("draw"),
                        Column.right("share"),
                        Column.right("epochs"),
                        Column.left("metric"),
                        Column.right("validation"),
                        Column.left("outcome"),
                        Column.left("settings")),
                rows);
    }

    private static String outcome(TunedModel model, DrawResult result, int chosen) {
        if (result.failure() != null) {
            return "failed: " + result.failure();
        }
        String collapsed = result.collapsed() ? ", predicts one number for all samples" : "";
        if (result.share() == 1) {
            return (result.number() == chosen ? "chosen" : "not chosen") + collapsed;
        }
        return (Halving.goingOn(model.results(result.share())).contains(result.number()) ? "went on" : "dropped")
                + collapsed;
    }

    /** What a draw sets, in one line. */
    static String words(Config settings) {
        List<String> words = settings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().render(ConfigRenderOptions.concise()))
                .sorted()
                .toList();
        return words.isEmpty() ? "its own" : String.join("; ", words);
    }
}
