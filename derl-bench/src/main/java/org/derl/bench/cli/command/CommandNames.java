package org.derl.bench.cli.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.config.Settings;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Names on a command line, which may be in any case: {@code Self-MM} is {@code self-mm}. */
public final class CommandNames {

    /** Options whose values are such names. */
    private static final Set<String> OPTIONS =
            Set.of("--data", "--models", "--model", "--compare-to", "--text-encoder");

    private final Set<String> names;

    private CommandNames(Set<String> names) {
        this.names = names;
    }

    /** The names of models, data sets, text encoders and experiments of a configuration. */
    public static CommandNames of(Configuration configuration) {
        return new CommandNames(new TreeSet<>(configuration.names()));
    }

    /** Whether an argument is one of these names, or a list of them. */
    public static boolean isNamed(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? Arrays.stream(option.names()).anyMatch(OPTIONS::contains)
                : Set.of("MODEL", "NAME", "EXPERIMENT", "DIR MODEL", "DIR|MODEL", "FILE|NAME")
                        .contains(argument.paramLabel());
    }

    /** Puts names into the case that they have, wherever they were given. */
    void inAnyCase(ParseResult given) {
        for (ArgSpec argument : given.matchedArgs()) {
            if (!isNamed(argument)) {
                continue;
            }
            boolean mayBeFile = argument.paramLabel().matches(".*(DIR|FILE).*");
            if (argument.getValue() instanceof String text) {
                argument.setValue(inAnyCase(text, mayBeFile));
            } else if (argument.getValue() instanceof List<?> texts) {
                argument.setValue(new ArrayList<>(texts.stream()
                        .map(text -> inAnyCase(String.valueOf(text), mayBeFile))
                        .toList()));
            }
        }
    }

    /** Settings that begin with names. */
    Config inAnyCase(Config settings) {
        List<Config> layers = new ArrayList<>();
        settings.root().forEach((name, value) -> layers.add(value.atPath(ConfigUtil.joinPath(named(name)))));
        return Settings.layer(layers);
    }

    private String inAnyCase(String given, boolean mayBeFile) {
        return mayBeFile && isFile(given)
                ? given
                : Arrays.stream(given.split(",", -1)).map(this::named).collect(Collectors.joining(","));
    }

    /** A name in its own case; what is none stays as it is. */
    private String named(String given) {
        List<String> alike =
                names.stream().filter(name -> name.equalsIgnoreCase(given)).toList();
        return names.contains(given) || alike.size() != 1 ? given : alike.get(0);
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
