package org.derl.bench.cli;

import com.google.inject.Injector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.scaffold.PluginPart;
import org.derl.bench.scaffold.PluginProject;
import org.derl.config.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl new plugin}. */
@Command(
        name = "plugin",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a Maven project whose jar has parts of your own, and a model that uses them.",
            "It builds, passes \"derl contract\" and trains as it is; then make its parts yours."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The project is written.", "2:A name or the folder cannot be used; see the message."})
final class NewPluginCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The plugin, in kebab-case, such as my-parts.")
    private String name = "";

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "KIND",
            defaultValue = "encoder",
            description = "What it begins with, separated by commas: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).",
            completionCandidates = Kinds.class)
    private List<PluginPart> parts = List.of();

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The Java package of its classes (default: com.example and the name).")
    private @Nullable String packageName;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of the project (default: the name).")
    private @Nullable Path out;

    /** As options write them. */
    static final class Kinds implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(PluginPart.values())
                    .map(part -> Names.kebab(part.name()))
                    .iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        PluginProject project = new PluginProject(
                name,
                Objects.requireNonNullElse(packageName, PluginProject.usualPackage(name)),
                new Version().getVersion()[0],
                EnumSet.copyOf(parts));
        refuseTaken(project);
        Path folder = Objects.requireNonNullElse(out, Path.of(name));
        project.write(folder);
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("written to " + folder + ". From the folder of DERL:");
        project.commands(folder).forEach(command -> printer.println("  " + command));
        printer.flush();
        return 0;
    }

    /** Settings are given by name, so models, data sets and text encoders share none. */
    private static void refuseTaken(PluginProject project) {
        Injector all = Configuration.of(NewPluginCommand.class.getClassLoader()).injector();
        List<String> taken = Stream.of(
                        all.getInstance(Models.class).names(),
                        all.getInstance(DataSets.class).names(),
                        all.getInstance(TextEncoders.class).names())
                .flatMap(List::stream)
                .toList();
        project.described().stream().filter(taken::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "there is a model, data set or text encoder '" + name + "' already; give the plugin another name");
        });
    }
}
