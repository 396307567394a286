package org.derl.bench.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Experiments;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.explain.ModelPage;
import org.derl.bench.explain.SlotMap;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.config.Catalog;
import org.derl.config.Entry;
import org.derl.config.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the models, text encoders and experiments that can be compared, and the parts of models.",
            "With a model's name it explains that one: its slots, its settings and who says them, its parameters."
        })
final class ModelsCommand extends ConfiguredCommand {

    @Option(names = "--parts", description = "List the parts that configuration can name, by kind, too.")
    private boolean parts;

    @Option(names = "--slots", description = "List which slots of the models take which kind of part, instead.")
    private boolean slots;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Of --slots: text, markdown, csv or latex (default: text, as wide as the terminal).")
    private @Nullable TableFormat format;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The model to explain.")
    private @Nullable String name;

    @Option(
            names = "--data",
            defaultValue = "planted",
            paramLabel = "NAME",
            description = "The data set on which a model is explained (default: ${DEFAULT-VALUE}).")
    private String dataSet = "";

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before that model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Inject
    private Models models;

    @Inject
    private DataSets dataSets;

    @Inject
    private SlotMap slotMap;

    @Inject
    private ModelPage page;

    @Inject
    private TextEncoders textEncoders;

    @Inject
    private Experiments experiments;

    @Inject
    private Catalog catalog;

    @Override
    protected List<Class<?>> needs() {
        return List.of(SlotMap.class, ModelPage.class);
    }

    @Override
    protected void check() {
        if (name != null && (slots || parts)) {
            throw new IllegalArgumentException("--slots and --parts are lists over all models; leave out " + name);
        } else if (format != null && !slots) {
            throw new IllegalArgumentException("--format is of --slots; add it");
        }
    }

    @Override
    protected int run() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (name != null) {
            explain(out, name);
        } else if (slots) {
            out.print(format == null ? TableFormat.print(slotMap.table()) : format.write(slotMap.table()));
        } else {
            list(out);
        }
        out.flush();
        return 0;
    }

    private void explain(PrintWriter out, String model) throws IOException {
        page.introduction(model).forEach(out::println);
        String encoder = textEncoder == null ? dataSets.usualTextEncoder(dataSet) : textEncoder;
        for (Table table : page.tables(model, dataSet, encoder)) {
            out.println();
            out.print(TableFormat.print(table));
        }
    }

    private void list(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        for (String one : models.names()) {
            rows.add(List.of("model", one, models.settings(one, List.of()).title()));
        }
        for (String one : textEncoders.names()) {
            rows.add(List.of("text encoder", one, textEncoders.settings(one).title()));
        }
        for (String one : experiments.names()) {
            rows.add(List.of(
                    "experiment", one, experiments.comparison(one, List.of()).getString("title")));
        }
        if (parts) {
            for (Entry<?, ?, ?> entry : catalog.entries()) {
                rows.add(List.of(Names.words(entry.kind()), entry.name(), entry.origin()));
            }
        }
        out.print(TableFormat.print(
                new Table("", List.of(Column.left("kind"), Column.left("name"), Column.left("what it is")), rows)));
    }
}
