package org.derl.bench.cli.compare;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.LabelOptions;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.predictions.InvalidPredictionsException;
import org.derl.bench.predictions.PredictionsFile;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.bench.text.Printable;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the metrics of a file of predictions, whatever made it. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Prints all metrics of a file of predictions.",
        footerHeading = "%nThe file:%n",
        footer = {
            "  Comma-separated values in UTF-8. The first line names the columns:",
            "  id, label and prediction in any order; others are passed over.",
            "  Every id once, every number finite, labels within the range."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The metrics were printed.", "2:An argument or the file cannot be used; see the message."})
public final class ScoreCommand implements Callable<Integer> {

    private static final int MOST_PROBLEMS = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.csv", description = "The predictions, beside their labels.")
    private Path file;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description = "Whose metrics: mosi or mosei, which are alike, with labels in [-3, 3], "
                    + "or sims, with labels in [-1, 1] (default: mosi).")
    private @Nullable MetricFamily family;

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "Which metrics instead of all of the family, a plugin's among them.")
    private List<String> named = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON, unrounded, with null for what is undefined or infinite.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Predictions predictions = PredictionsFile.read(file, task());
            List<NamedMetric> metrics = metrics(predictions);
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? json(predictions, metrics) : table(predictions, metrics));
            out.flush();
            return ExitCode.OK;
        } catch (InvalidPredictionsException e) {
            print(e.problems(), err);
        } catch (IOException e) {
            print(List.of(Reason.of(e)), err);
        }
        return ExitCode.USAGE;
    }

    private Task.Regression task() {
        Task.Regression told = labels.range();
        if (told != null && family != null) {
            throw new IllegalArgumentException(
                    "--family and --labels name two ranges of labels; leave one of them out");
        }
        return told == null ? family().task() : told;
    }

    private MetricFamily family() {
        return family == null ? MetricFamily.MOSI : family;
    }

    private List<NamedMetric> metrics(Predictions predictions) {
        return named.isEmpty()
                ? MetricFamily.metricsOf(task())
                : TableMetrics.named(named, "--metrics", ConfiguredCommand.binder())
                        .on(predictions);
    }

    private String table(Predictions predictions, List<NamedMetric> metrics) {
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (NamedMetric metric : metrics) {
            double value = metric.metric().of(predictions);
            rows.add(List.of(metric.displayName(), Double.isNaN(value) ? "undefined" : format(value)));
            if (!Double.isFinite(value)) {
                notes.add(notFinite(metric, value));
            }
        }
        List<Column> columns = List.of(Column.left("metric"), Column.right("value"));
        String samples = predictions.size() == 1 ? " sample" : " samples";
        return TableFormat.print(new Table(file + ": " + predictions.size() + samples, columns, rows, notes));
    }

    private String json(Predictions predictions, List<NamedMetric> metrics) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        for (NamedMetric metric : metrics) {
            double value = metric.metric().of(predictions);
            values.put(metric.key(), Double.isFinite(value) ? value : null);
            if (Double.isInfinite(value)) {
                print(
                        List.of(notFinite(metric, value) + " It is null in JSON."),
                        spec.commandLine().getErr());
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", file.toString());
        Task.Regression told = labels.range();
        if (told == null) {
            result.put("family", family().name().toLowerCase(Locale.ROOT));
        } else {
            result.put("labels", told);
        }
        result.put("samples", predictions.size());
        result.put("metrics", values);
        return Printable.json(new GsonBuilder()
                        .serializeNulls()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(result))
                + "\n";
    }

    private static String notFinite(NamedMetric metric, double value) {
        return metric.displayName()
                + (Double.isNaN(value)
                        ? " is undefined for these labels and predictions."
                        : " is infinite: these predictions are too large for 32 bits.");
    }

    private static String format(double value) {
        return Double.isInfinite(value) ? "infinite" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static void print(List<String> problems, PrintWriter writer) {
        problems.stream().limit(MOST_PROBLEMS).map(Reason::shortened).forEach(writer::println);
        if (problems.size() > MOST_PROBLEMS) {
            writer.println("and " + (problems.size() - MOST_PROBLEMS) + " more");
        }
        writer.flush();
    }
}
