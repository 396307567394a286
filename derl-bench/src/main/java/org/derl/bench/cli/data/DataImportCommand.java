package org.derl.bench.cli.data;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.LabelOptions;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.configuration.Formats;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.Policies;
import org.derl.bench.configuration.PolicySettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.data.DataFiles;
import org.derl.bench.datacheck.Doctor;
import org.derl.bench.metric.MetricFamily;
import org.derl.config.Names;
import org.derl.config.file.ConfigFiles;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureImport.Target;
import org.derl.data.file.FeatureImport.Written;
import org.derl.data.file.FileSplit;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl data import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Turns data files into a data set of DERL's own form, that models can be compared on.",
        footer = {
            "",
            "The folder data-sets/NAME of the cache folder then holds it; delete it to remove the",
            "data set. What a policy does to features, and how to write one: docs/data.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The data set is there.",
            "2:An argument, a setting or a file cannot be used; see the message. Nothing has changed.",
            "130:Interrupted, as by Ctrl-C. Nothing has changed."
        })
final class DataImportCommand extends ConfiguredCommand {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final String LIKE = "like";
    private static final int NAMED = 3;

    /** No family: the settings that models have everywhere. */
    private static final String NONE = "none";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files that belong together, or a folder of them.")
    private List<Path> places;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The data set's name.")
    private String name;

    @Option(
            names = "--policy",
            defaultValue = "derl",
            paramLabel = "NAME|FILE.conf",
            description = "What happens to features: derl, mmsa, mult ..., or a file of settings that differ from those"
                    + " of the policy that it is 'like' (default: ${DEFAULT-VALUE}).")
    private String policy;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "Whose settings of models hold: mosi, mosei, sims or, for those that models have everywhere,"
                    + " none (default: what the files tell; none where they do not, and --labels is told).")
    private @Nullable String family;

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "The share of training samples, whole videos of them, that become the validation split where"
                    + " files have none, such as 0.15.")
    private @Nullable Double validation;

    @Option(names = "--float16", description = "Store features in half the room, rounded to 11 binary digits.")
    private boolean float16;

    @Option(names = "--again", description = "Replace another imported data set of this name.")
    private boolean again;

    @Inject
    private Formats formats;

    @Inject
    private Policies policies;

    @Inject
    private DataSets dataSets;

    @Inject
    private Models models;

    @Inject
    private TextEncoders textEncoders;

    @Inject
    private Directories directories;

    @Inject
    private Doctor doctor;

    @Override
    protected List<Class<?>> needs() {
        return List.of(Doctor.class);
    }

    @Override
    protected void check() {
        Doubles.refuse("the file", places);
    }

    @Override
    protected int run() throws IOException {
        checkName();
        PolicySettings chosen = policy();
        ImportReport report = new ImportReport(spec.commandLine().getOut());
        try (DataFiles files = DataFiles.open(formats, places)) {
            Optional<FeatureFile> features = features(files, report);
            FeatureFile content = features.orElseThrow(() -> new IOException(named(files) + " no layout"
                    + files.nearest().map(nearest -> "; " + nearest.inWords()).orElse("")
                    + ". './derl data inspect FILE' lists the arrays, docs/data.md the layouts"));
            Target target = target(content);
            report.findings(doctor.content(content, target.family(), target.labels()));
            Written written = chosen.policy().build(directories).write(content, files.paths(), target);
            report.written(name, content, written);
            end(content, target, report);
        }
        return 0;
    }

    /** What files mean, once it is told what became of them, and be it nothing. */
    private static Optional<FeatureFile> features(DataFiles files, ImportReport report) throws IOException {
        Optional<FeatureFile> features = Optional.empty();
        try {
            features = files.features();
        } finally {
            report.readings(files.readings(features));
        }
        return features;
    }

    /** The first few, with a verb. */
    private static String named(DataFiles files) {
        List<String> names = files.paths().stream().map(Path::toString).toList();
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " ... (" + names.size() + " files)" : "")
                + (names.size() == 1 ? " fits" : " fit");
    }

    private void checkName() {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name; write small letters and digits, with hyphens"
                    + " between words, such as mosei-unaligned");
        }
        boolean shipped = dataSets.names().contains(name) && !Files.isDirectory(dataSets.importFolder(name));
        if (shipped || models.names().contains(name) || textEncoders.names().contains(name)) {
            throw new IllegalArgumentException(
                    "there is a data set, model or text encoder called " + name + " already; choose another --name");
        }
    }

    private Target target(FeatureFile content) {
        Task.Regression told = labels.range();
        String known = family(content, told);
        if (told == null && known.equals(NONE)) {
            told = range(content);
        }
        return new Target(name, known, told, dataSets.importFolder(name), again);
    }

    private String family(FeatureFile content, Task.@Nullable Regression told) {
        String known = family == null ? content.family() : family;
        if (known == null && told == null) {
            throw new IllegalArgumentException(
                    "the files do not tell whether this is mosi, mosei or sims, whose settings"
                            + " and range of labels differ; name one by --family, or tell the range of labels by"
                            + " --labels, such as --labels 1..5");
        } else if (known == null) {
            return NONE;
        } else if (told != null && !families().contains(known)) {
            throw new IllegalArgumentException("--family " + known + ": no model has settings for such a family; "
                    + Names.unknown(
                            known, families(), "--family none is for all but " + String.join(", ", families())));
        }
        return known;
    }

    private SortedSet<String> families() {
        SortedSet<String> families = new TreeSet<>(models.on());
        families.add(NONE);
        for (MetricFamily family : MetricFamily.values()) {
            families.add(family.name().toLowerCase(Locale.ROOT));
        }
        return families;
    }

    /** The whole numbers around what labels there are. */
    private Task.Regression range(FeatureFile content) {
        DoubleSummaryStatistics span = content.splits().values().stream()
                .flatMap(split -> split.labels().stream())
                .mapToDouble(label -> label)
                .filter(Double::isFinite)
                .summaryStatistics();
        double lowest = Math.floor(span.getMin());
        double highest = Math.ceil(span.getMax());
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "the labels do not tell their range; tell it by --labels, such as --labels 1..5");
        }
        PrintWriter out = spec.commandLine().getOut();
        Task.Regression range = new Task.Regression(lowest, highest);
        out.println("The labels are taken to lie in " + range.interval()
                + ", the whole numbers around all that there are; --labels tells another range.");
        return range;
    }

    private PolicySettings policy() {
        Config stored = float16
                ? ConfigFactory.empty().withValue("storage", ConfigValueFactory.fromAnyRef("float16"))
                : ConfigFactory.empty();
        if (validation != null) {
            stored = stored.withValue("validation", ConfigValueFactory.fromAnyRef(validation));
        }
        if (!policy.endsWith(".conf")) {
            return policies.settings(policy, stored);
        }
        Config file = read(Path.of(policy));
        String like = file.hasPath(LIKE) ? file.getString(LIKE) : "derl";
        return policies.settings(like, stored.withFallback(file.withoutPath(LIKE)));
    }

    private static Config read(Path file) {
        try {
            return ConfigFiles.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the policy cannot be read: " + Reason.of(e), e);
        }
    }

    private void end(FeatureFile content, Target target, ImportReport report) {
        PrintWriter out = spec.commandLine().getOut();
        ScriptNote.of(content.splits().values().stream()
                        .flatMap(split -> split.transcripts().stream())
                        .toList())
                .ifPresent(report::note);
        out.println("It is in " + target.folder()
                + (hasText(content.training())
                        ? ", text by " + configuration().make(DataSets.class).usualTextEncoder(name)
                        : ", without text"));
        out.println("Compare models on it by ./derl compare --data " + name);
        out.flush();
    }

    private static boolean hasText(FileSplit split) {
        return split.features().has(Modality.TEXT)
                || split.tokens() != null
                || !split.transcripts().isEmpty();
    }
}
