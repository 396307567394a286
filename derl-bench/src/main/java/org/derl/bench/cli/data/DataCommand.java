package org.derl.bench.cli.data;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.DataSetSettings;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.config.InvalidConfigException;
import org.derl.io.Directories;
import org.derl.io.Reason;
import picocli.CommandLine.Command;

/** {@code derl data}. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the data sets that models can be compared on.",
            "The commands below work on data files of any format and layout that a jar offers."
        },
        subcommands = {
            DataInspectCommand.class,
            DataCheckCommand.class,
            DataImportCommand.class,
            DataReadCommand.class,
            DataExtractCommand.class
        })
public final class DataCommand extends ConfiguredCommand {

    @Inject
    private DataSets dataSets;

    @Inject
    private Directories directories;

    @Override
    protected int run() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : dataSets.names()) {
            rows.add(row(name));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TableFormat.print(new Table(
                "",
                List.of(Column.left("name"), Column.left("text encoder"), Column.left("what it is")),
                rows,
                List.of("Files are looked for below " + directories.data()
                        + "; --data-dir or the environment's DERL_DATA names another folder."))));
        out.flush();
        return 0;
    }

    /** One that cannot be used is listed as well: it is not to hide the others. */
    private List<String> row(String name) {
        try {
            String encoder = dataSets.usualTextEncoder(name);
            DataSetSettings dataSet = dataSets.settings(name, encoder);
            return List.of(name, encoder, dataSet.description());
        } catch (InvalidConfigException | IllegalArgumentException e) {
            return List.of(name, "-", "cannot be used: " + Reason.inOneLine(e));
        }
    }
}
