package org.derl.bench.cli.probe;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.PortableProcess;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.comparison.TestLooks;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.probe.ProbeReport;
import org.derl.bench.probe.ProbeRun;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.text.LineWidth;
import org.derl.data.SplitName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl probe}. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Says what a model can be trusted with: whether features know their labels, which modalities it"
                + " uses, whether each of its parts learns and matters, how far text alone gets, and whether validation and"
                + " test disagree beyond chance. It looks at the trained trials of a comparison; with --data, what is"
                + " missing is trained first, as derl compare does.",
        footer = {
            "",
            "  ./derl probe derl --data planted",
            "  ./derl probe runs/planted derl",
            "  ./derl probe my-model --data my-data       # yours, from a jar",
            "",
            "The report is printed, and lies beside the comparison as probe-MODEL.md and .json.",
            "docs/probe.md says how each verdict is reached."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The report was made, whatever it says.",
            "2:A folder, a trial, a model or the data set is missing or another; see the message."
        })
public final class ProbeCommand extends ConfiguredCommand {

    @Parameters(
            arity = "1..2",
            paramLabel = "DIR MODEL",
            description = "The folder of a comparison, such as runs/planted, and one of its models; with --data, the"
                    + " folder may be left out.")
    private List<String> words;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description =
                    "The data set, whose usual folder is runs/NAME. What of the model and of text-only has not been"
                            + " trained there is trained first.")
    private @Nullable String dataSet;

    @Option(
            names = "--split",
            defaultValue = "validation",
            description = "The split by which modalities and parts are looked at: validation, which leaves test alone,"
                    + " or test (default: ${DEFAULT-VALUE}).")
    private SplitName split;

    @Option(
            names = MissingTrials.SEEDS,
            paramLabel = "N",
            description = "Which seeds are trained where any is missing, as for derl compare (default: those of the"
                    + " comparison, else as derl compare).")
    @SuppressWarnings("UnusedVariable") // checked here; the comparison gets it as it was given
    private @Nullable Seeds seeds;

    @Option(
            names = MissingTrials.TEXT_ENCODER,
            paramLabel = "NAME",
            description =
                    "What text passes before a model that is trained sees it (default: that of the comparison, else"
                            + " the data set's).")
    private @Nullable String textEncoder;

    @Option(
            names = MissingTrials.WORKERS,
            paramLabel = "N",
            description = "How many trials are at work at a time, one thread each (default: as many as processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Inject
    private Configuration configuration;

    @Inject
    private DataSets dataSets;

    @Inject
    private Models models;

    @Inject
    private Clock clock;

    @Override
    protected void check() {
        if (workers < 1) {
            throw new IllegalArgumentException("--workers must be positive");
        } else if (split == SplitName.TRAIN) {
            throw new IllegalArgumentException("--split is test or validation");
        } else if (dataSet == null && words.size() == 1) {
            throw new IllegalArgumentException(
                    "name the folder of a comparison before the model, or its data set, as in" + " derl probe "
                            + words.get(0) + " --data planted");
        }
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        String model = words.get(words.size() - 1);
        Path folder = words.size() == 2 ? Path.of(words.get(0)) : Path.of("runs", String.valueOf(dataSet));
        MissingTrials missing = new MissingTrials(spec.commandLine(), folder, model, configuration.overrides());
        if (dataSet != null) {
            int status = missing.train(
                    dataSet, textEncoder == null ? dataSets.usualTextEncoder(dataSet) : textEncoder, models, dataSets);
            if (status >= MissingTrials.REFUSED) {
                return status;
            }
        } else if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no folder; name that of a comparison, or a model with --data"
                            + " NAME, whose folder is runs/NAME");
        } else if (missing.areAskedFor()) {
            throw new IllegalArgumentException(
                    "nothing is trained without --data NAME, so that --seeds, --text-encoder,"
                            + " --set and --settings say nothing; leave them out, or name the data set");
        }
        StoredComparison comparison = StoredComparison.read(folder);
        if (PortableProcess.isNeeded(folder, comparison)) {
            return PortableProcess.run(missing.evaluation(split));
        }
        try (FolderLock lock = FolderLock.of(folder, this::say)) {
            ProbeReport report = new ProbeRun(folder, comparison, configuration, split, workers).run(model, this::say);
            if (split == SplitName.TEST) {
                report = report.and(TestLooks.of(lock.folder(), clock).add(List.of(report.model())));
            }
            report.write(folder);
            spec.commandLine().getOut().print("\n" + report.text(LineWidth.ofReports()));
            spec.commandLine().getOut().flush();
            say("\nAll numbers are in " + folder.resolve(report.fileName()) + ".md and .json");
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
