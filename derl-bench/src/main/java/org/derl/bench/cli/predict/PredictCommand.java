package org.derl.bench.cli.predict;

import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.PortableProcess;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Formats;
import org.derl.bench.predict.ChosenTrials;
import org.derl.bench.predict.GivenSamples;
import org.derl.bench.predict.PredictionReport;
import org.derl.bench.predict.PredictionRun;
import org.derl.bench.table.TableFormat;
import org.derl.bench.text.LineWidth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl predict}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predicts samples of your own with a trained model: sentences, a table of texts, or a folder of"
                + " recordings or features. Several seeds are averaged, and their spread is told. Nothing is trained.",
        footer = {
            "",
            "  ./derl predict runs/texts --text \"I did not expect to like it, but I did.\"",
            "  ./derl predict runs/texts reviews.csv --out predictions.csv",
            "  ./derl predict runs/mine/derl clips --contributions",
            "  fortune | ./derl predict runs/texts/text-only/seed-1 -",
            "",
            "docs/predict.md says what a folder of samples holds, and what contributions are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All samples were predicted.",
            "2:A folder, a trial, a sample or a file is missing or does not fit; see the message."
        })
public final class PredictCommand extends ConfiguredCommand {

    /** Standard input, a sentence a line. */
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            index = "0",
            paramLabel = "WHERE",
            description =
                    "The folder of a comparison, such as runs/texts, of a model in it, whose seeds all predict, or"
                            + " of a trial, such as runs/texts/text-only/seed-1.")
    private Path where;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SAMPLES",
            description = "A table with the column 'text' and perhaps 'id', a folder of samples with recordings or"
                    + " features, or - for sentences from standard input, one a line.")
    private @Nullable String place;

    @Option(names = "--text", paramLabel = "SENTENCE", description = "A sentence; may be given several times.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model of the comparison that predicts (default: the one with the least MAE on the"
                    + " validation split).")
    private @Nullable String model;

    @Option(
            names = "--contributions",
            description = "Say how much of each prediction goes where a modality's input is taken away.")
    private boolean contributions;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "Write the predictions of all seeds in full precision, too.")
    private @Nullable Path file;

    @Inject
    private Configuration configuration;

    @Inject
    private Formats formats;

    @Override
    protected void check() {
        if (texts.isEmpty() == (place == null)) {
            throw new IllegalArgumentException(
                    (texts.isEmpty() ? "there is nothing to predict" : "there are two kinds of samples")
                            + "; give sentences by --text, or after the folder of trials a table of texts, a folder of"
                            + " samples, or - for standard input");
        }
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out " + file + ": there is no folder " + folder + " to write it into");
        }
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        ChosenTrials trials = ChosenTrials.in(where, model);
        if (PortableProcess.isNeeded(trials.seeds().values())) {
            return PortableProcess.run(
                    spec.root().commandLine().getParseResult().originalArgs());
        }
        PredictionReport report = new PredictionRun(trials, given(), configuration, contributions).run();
        PrintWriter err = spec.commandLine().getErr();
        report.notes().forEach(err::println);
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.print(TableFormat.print(report.table(LineWidth.ofOutput())));
        out.flush();
        if (file != null) {
            report.write(file);
            err.println("All seeds are in " + file + ", in full precision.");
            err.flush();
        }
        return 0;
    }

    private GivenSamples given() throws IOException {
        if (place == null) {
            return GivenSamples.texts(texts);
        } else if (place.equals(STANDARD_INPUT)) {
            return GivenSamples.lines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
        return GivenSamples.in(Path.of(place), formats);
    }
}
