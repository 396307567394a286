package org.derl.bench.probe;

import static org.derl.bench.probe.ProbeSection.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.trial.CheckedJson;
import org.derl.data.SplitName;
import org.derl.eval.Metric;

/** How far controls get: one that reads text alone, one without a network, and one that reads nothing. */
final class ControlSection {

    private static final Metric ERROR = SentimentMetrics.MAE.metric();
    private static final int DECIMALS = 3;

    private ControlSection() {}

    /**
     * A control.
     *
     * @param error its mean absolute error
     * @param difference that of the model less that
     */
    record Control(String name, double error, Interval difference) {}

    /**
     * @param textOnly the name of the control that reads text alone
     * @param systems the rows of the comparison
     */
    static ProbeSection of(
            ComparedSystem model,
            String textOnly,
            List<ComparedSystem> systems,
            SplitName split,
            Resampling resampling) {
        List<Control> controls = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(model.title() + model.counted(split), errors(model, split), ""));
        for (ComparedSystem system : systems) {
            boolean control = !system.isTrained() || system.name().equals(textOnly);
            if (control
                    && !system.name().equals(model.name())
                    && !system.on(split).isEmpty()) {
                Interval difference = PairedBootstrap.difference(model.on(split), system.on(split), ERROR, resampling);
                controls.add(new Control(system.name(), mean(system, split), difference));
                rows.add(List.of(system.title() + system.counted(split), errors(system, split), interval(difference)));
            }
        }
        List<String> notes = new ArrayList<>();
        systems.stream()
                .filter(system -> !system.isTrained())
                .flatMap(system -> system.notes().stream().map(note -> system.title() + ": " + note + "."))
                .forEach(notes::add);
        systems.stream().flatMap(system -> system.failures().stream()).forEach(notes::add);
        notes.add("MAE of the " + split.name().toLowerCase(Locale.ROOT) + " split, mean ± sample sd over seeds; the"
                + " model's less the control's, with an interval of 95 % over samples and seeds.");
        return new ProbeSection(
                "controls",
                "How far does a control get that reads text alone?",
                verdicts(model, textOnly, controls),
                new Table(
                        "",
                        List.of(
                                Column.left("model or control"),
                                Column.right("MAE"),
                                Column.right(model.name() + " less this")),
                        rows,
                        notes),
                CheckedJson.GSON.toJsonTree(controls));
    }

    private static String errors(ComparedSystem system, SplitName split) {
        return MeanAndDeviation.of(system.on(split).stream().map(ERROR::of).toList())
                .format(DECIMALS);
    }

    private static double mean(ComparedSystem system, SplitName split) {
        return system.on(split).stream().mapToDouble(ERROR::of).average().orElse(Double.NaN);
    }

    private static List<String> verdicts(ComparedSystem model, String textOnly, List<Control> controls) {
        List<String> verdicts = new ArrayList<>();
        Optional<Control> text = controls.stream()
                .filter(control -> control.name().equals(textOnly))
                .findFirst();
        if (model.name().equals(textOnly)) {
            verdicts.add(model.title() + " is that control.");
        } else if (text.isEmpty()) {
            verdicts.add("Not asked: there is no trial of " + textOnly + ", as where a data set has no text.");
        } else {
            verdicts.add(textVerdict(model, text.get()));
        }
        List<String> unbeaten = controls.stream()
                .filter(control ->
                        !control.name().equals(textOnly) && control.difference().high() >= 0)
                .map(Control::name)
                .toList();
        if (!unbeaten.isEmpty()) {
            verdicts.add(model.title() + " is not better beyond chance than " + ProbeSection.list(unbeaten)
                    + ", without a network.");
        }
        return verdicts;
    }

    private static String textVerdict(ComparedSystem model, Control text) {
        Interval difference = text.difference();
        String error = ProbeSection.number(text.error());
        if (difference.high() < 0) {
            return "Not as far: " + error + " against " + ProbeSection.number(text.error() + difference.estimate())
                    + " of " + model.title() + ".";
        } else if (difference.low() > 0) {
            return "Further: " + error + " against " + ProbeSection.number(text.error() + difference.estimate())
                    + " of " + model.title() + ". What it reads beside text does it harm, or it is worse at text.";
        }
        return "As far, as these samples and seeds tell: " + error + " against "
                + ProbeSection.number(text.error() + difference.estimate()) + " of " + model.title()
                + ". Nothing shows that what it reads beside text helps.";
    }
}
