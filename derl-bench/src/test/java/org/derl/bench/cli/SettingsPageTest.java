package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.sweep.Variation;
import org.derl.config.Settings;
import org.derl.config.file.ConfigFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** What docs/settings.md shows is understood. */
class SettingsPageTest {

    private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
    private static final Configuration JARS = Configuration.of(SettingsPageTest.class.getClassLoader());

    private static Stream<String> blocks() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "settings.md"));
        return BLOCK.matcher(page).results().map(block -> block.group(1));
    }

    static List<String> commands() throws IOException {
        List<String> commands = blocks().flatMap(String::lines)
                .filter(line -> line.contains("./derl "))
                .map(line -> line.replaceFirst("^source <\\(\\./derl ([a-z ]+)\\).*", "./derl $1")
                        .replaceAll(" +#.*| > .*", ""))
                .toList();
        assertTrue(commands.size() > 10, commands::toString);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsUnderstood(String command) {
        String[] words =
                Arrays.stream(command.replace("'", "").split(" ")).skip(1).toArray(String[]::new);
        ParseResult given = Main.commandLine().parseArgs(words).subcommand();
        List<String> varied = given.matchedOptionValue("--vary", List.of());
        if (!varied.isEmpty()) {
            Variation variation = Variation.given(varied, given.hasMatchedOption("--vary-together"));
            List<String> models = given.matchedOptionValue("--models", List.of());
            assertFalse(variation.models(models).equals(models));
            Models varying = JARS.with(variation, models).make(Models.class);
            variation.models(models).forEach(model -> varying.settings(model, List.of()));
        }
        List<String> set = given.matchedOptionValue("--set", List.of());
        Models models = JARS.with(Settings.parse("--set", set)).make(Models.class);
        List.of("derl", "tfn").forEach(model -> models.settings(model, List.of()));
    }

    @Test
    void itsExperimentIsOne() throws IOException {
        String file = blocks().filter(block -> block.startsWith("derl.experiments"))
                .findFirst()
                .orElseThrow();
        var settings = ConfigFiles.parse("mine.conf", file);
        Configuration mine = JARS.withExperimentsOf(settings).with(JARS.byName(settings));
        assertTrue(mine.names().contains("mine"));
        var variation = Variation.of(settings.getConfig("derl.experiments.mine"));
        assertTrue(variation.models(List.of("tfn", "derl")).contains("derl-patience-4-layers-2"));
    }

    @Test
    void itsSeedsAreRead() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "settings.md"));
        List<String> seeds = Pattern.compile("`--seeds ([^`]+)`")
                .matcher(page)
                .results()
                .map(seen -> seen.group(1))
                .toList();
        assertTrue(seeds.size() >= 4, seeds::toString);
        seeds.forEach(Seeds::of);
    }
}
