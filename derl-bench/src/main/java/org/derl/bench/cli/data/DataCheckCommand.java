package org.derl.bench.cli.data;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.cli.command.CleanWriter;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.LabelOptions;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.datacheck.Doctor;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.report.HtmlReport;
import org.derl.bench.datacheck.report.JsonReport;
import org.derl.bench.datacheck.report.Pen;
import org.derl.bench.datacheck.report.TextReport;
import org.derl.bench.table.Characters;
import org.derl.config.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code derl data check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Examines data files or a data set, and says what is wrong with them.",
        footer = {
            "",
            "Looks for samples and videos in two splits, ids that are there twice, NaN and",
            "infinite numbers, constant features, empty samples, lengths that do not fit,",
            "labels outside of their range, empty texts, features that know the labels, and",
            "models that cannot be built. Says whether a file is a published one."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No fault was found; there may be notes.",
            "1:There are warnings: results may be wrong or may not compare.",
            "2:Broken: there are errors, or a file is refused.",
            "3:Not checked: an argument or a setting cannot be used; see the message."
        },
        exitCodeOnInvalidInput = 3)
final class DataCheckCommand extends ConfiguredCommand {

    private static final int WARNINGS = 1;
    private static final int BROKEN = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description = "Files that belong together, folders of such, or the name of one data set.")
    private List<String> places;

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE.html", description = "Write a page with charts, too.")
    private @Nullable Path html;

    @Inject
    private Doctor doctor;

    @Inject
    private DataSets dataSets;

    @Override
    protected List<Class<?>> needs() {
        return List.of(Doctor.class);
    }

    @Override
    protected void check() {
        checkPage();
        Doubles.refuse("the file", places);
    }

    @Override
    protected int run() throws IOException {
        Report report = report();
        // Both have cleaned what files hold; what is left is color.
        PrintWriter out = CleanWriter.raw(spec.commandLine().getOut());
        out.print(json ? JsonReport.write(report) : TextReport.write(report, pen()));
        out.flush();
        if (html != null) {
            HtmlReport.write(report, html);
        }
        if (report.count(Severity.ERROR) > 0) {
            return BROKEN;
        }
        return report.count(Severity.WARNING) > 0 ? WARNINGS : 0;
    }

    /** The page is written last, after what may have taken minutes. */
    private void checkPage() {
        Path folder = html == null ? null : html.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--html " + html + ": there is no folder " + folder + " to write it into");
        }
    }

    private Report report() {
        if (places.size() == 1 && dataSets.names().contains(places.get(0))) {
            if (labels.range() != null) {
                throw new ParameterException(
                        spec.commandLine(), "--labels is for files; the data set " + places.get(0) + " has a range");
            }
            return doctor.dataSet(places.get(0));
        }
        for (String place : places) {
            if (!Files.exists(Path.of(place))) {
                throw new ParameterException(
                        spec.commandLine(),
                        place + ": there is no such file, and no such data set; "
                                + Names.unknown(
                                        place,
                                        dataSets.names(),
                                        "data sets are " + String.join(", ", dataSets.names())));
            }
        }
        return doctor.files(places.stream().map(Path::of).toList(), labels.range());
    }

    private Pen pen() {
        return new Pen(
                Characters.unicode(), spec.commandLine().getColorScheme().ansi().enabled());
    }
}
