package org.derl.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.config.Entry;
import org.derl.config.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code derl models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models, text encoders and experiments that can be compared, and the parts of models.")
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--parts", description = "List the parts that configuration can name, by kind, too.")
    private boolean parts;

    @Override
    public Integer call() {
        Assembly assembly = settings.assembly();
        List<List<String>> rows = new ArrayList<>();
        for (String name : assembly.models()) {
            rows.add(List.of("model", name, assembly.model(name, List.of()).title()));
        }
        for (String name : assembly.textEncoders()) {
            rows.add(List.of("text encoder", name, assembly.textEncoder(name).title()));
        }
        for (String name : assembly.experiments().names()) {
            rows.add(List.of(
                    "experiment",
                    name,
                    assembly.experiments().comparison(name, List.of()).getString("title")));
        }
        if (parts) {
            for (Entry<?, ?, ?> entry : assembly.catalog().entries()) {
                rows.add(List.of(Names.words(entry.kind()), entry.name(), entry.origin()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TableFormat.TEXT.write(
                new Table("", List.of(Column.left("kind"), Column.left("name"), Column.left("what it is")), rows)));
        out.flush();
        return 0;
    }
}
