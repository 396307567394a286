package org.derl.bench.cli;

import com.google.gson.GsonBuilder;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.schema.FileSchema;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl settings}. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Prints all settings of a model and its training as trials on a data set have them, each with the"
                + " place that says it. --settings of other commands reads what is printed.",
        footer = {"", "  ./derl settings derl > mine.conf", "  ./derl compare --settings mine.conf"})
final class SettingsCommand extends ConfiguredCommand {

    private static final String DATA_SET = "derl.compare.data-set";

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "The model; --json-schema needs none.")
    private @Nullable String model;

    @Option(names = "--data", paramLabel = "NAME", description = "The data set (default: planted).")
    private @Nullable String dataSet;

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before the model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "How the model trains after a text encoder that is trained along: equal or published, as for"
                    + " derl compare (default: equal).")
    private @Nullable TrainingRecipe recipe;

    @Option(
            names = "--json-schema",
            description = "Print the JSON schema of settings files instead, by which editors complete and check them.")
    private boolean schema;

    @Inject
    private Configuration configuration;

    @Inject
    private DataSets dataSets;

    @Inject
    private TextEncoders textEncoders;

    @Inject
    private Models models;

    @Inject
    private FileSchema files;

    @Override
    protected List<Class<?>> needs() {
        return List.of(FileSchema.class);
    }

    @Override
    protected void check() {
        if (!schema && model == null) {
            throw new IllegalArgumentException("name a model, as in 'derl settings derl'; derl models lists them");
        }
    }

    @Override
    protected Configuration configuration() {
        Configuration asked = super.configuration();
        return recipe == null ? asked : asked.with(recipe);
    }

    @Override
    protected int run() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (schema || model == null) {
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .create()
                    .toJson(files.schema()));
        } else {
            out.print(text(model));
        }
        out.flush();
        return 0;
    }

    private String text(String name) throws IOException {
        String on = dataSet == null ? configuration.defaults().getString(DATA_SET) : dataSet;
        DataSet data = dataSets.load(on, dataSets.usualTextEncoder(on));
        List<String> layers = List.of(data.family(), data.name());
        String encoder = textEncoders.before(
                models.settings(name, layers), textEncoder == null ? dataSets.usualTextEncoder(on) : textEncoder);
        Models.Described described = models.described(name, layers, encoder);
        String below = ConfigUtil.joinPath("derl", "models", name);
        Map<String, String> comments = new TreeMap<>();
        described.places().forEach((path, place) -> comments.put("derl.models." + path, place));
        return "# All settings of " + name + " and its training on " + on + " after " + encoder + ", recipe "
                + TrainingRecipe.of(configuration.overrides()) + ", each with the place that says it.\n"
                + groups(described, encoder)
                + Settings.text(
                        ConfigFactory.empty()
                                .withValue(below, described.settings().root()),
                        comments);
    }

    private static String groups(Models.Described described, String encoder) {
        return described.groups().isEmpty()
                ? ""
                : "# Groups of rates, those of " + encoder + " among them, are not below, for they are put together"
                        + " for each text encoder:\n"
                        + described.groups().stream()
                                .map(group -> Settings.describe(group).root().render(ConfigRenderOptions.concise()))
                                .map(group -> "#   " + group + "\n")
                                .collect(Collectors.joining());
    }
}
