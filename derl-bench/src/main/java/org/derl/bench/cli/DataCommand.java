package org.derl.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.assembly.DataSetSettings;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.config.InvalidConfigException;
import org.derl.io.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code derl data}. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the data sets that models can be compared on.",
            "The commands below work on data files of any format and layout that a jar offers."
        },
        subcommands = {DataInspectCommand.class, DataCheckCommand.class, DataImportCommand.class, DataReadCommand.class
        })
final class DataCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Override
    public Integer call() {
        Assembly assembly = settings.assembly();
        List<List<String>> rows = new ArrayList<>();
        for (String name : assembly.dataSets()) {
            rows.add(row(assembly, name));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TableFormat.TEXT.write(new Table(
                "",
                List.of(Column.left("name"), Column.left("text encoder"), Column.left("what it is")),
                rows,
                List.of("Files are looked for below " + assembly.directories().data()
                        + "; --data-dir or the environment's DERL_DATA names another folder."))));
        out.flush();
        return 0;
    }

    /** One that cannot be used is listed as well: it is not to hide the others. */
    private static List<String> row(Assembly assembly, String name) {
        try {
            String encoder = assembly.usualTextEncoder(name);
            DataSetSettings dataSet = assembly.dataSet(name, encoder);
            return List.of(name, encoder, dataSet.description());
        } catch (InvalidConfigException | IllegalArgumentException e) {
            return List.of(name, "-", "cannot be used: " + Reason.inOneLine(e));
        }
    }
}
