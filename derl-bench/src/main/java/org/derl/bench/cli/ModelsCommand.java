package org.derl.bench.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Experiments;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.config.Catalog;
import org.derl.config.Entry;
import org.derl.config.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code derl models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models, text encoders and experiments that can be compared, and the parts of models.")
final class ModelsCommand extends ConfiguredCommand {

    @Option(names = "--parts", description = "List the parts that configuration can name, by kind, too.")
    private boolean parts;

    @Inject
    private Models models;

    @Inject
    private TextEncoders textEncoders;

    @Inject
    private Experiments experiments;

    @Inject
    private Catalog catalog;

    @Override
    protected int run() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : models.names()) {
            rows.add(List.of("model", name, models.settings(name, List.of()).title()));
        }
        for (String name : textEncoders.names()) {
            rows.add(List.of("text encoder", name, textEncoders.settings(name).title()));
        }
        for (String name : experiments.names()) {
            rows.add(List.of(
                    "experiment", name, experiments.comparison(name, List.of()).getString("title")));
        }
        if (parts) {
            for (Entry<?, ?, ?> entry : catalog.entries()) {
                rows.add(List.of(Names.words(entry.kind()), entry.name(), entry.origin()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TableFormat.print(
                new Table("", List.of(Column.left("kind"), Column.left("name"), Column.left("what it is")), rows)));
        out.flush();
        return 0;
    }
}
