package org.derl.bench.assembly;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of imported data sets, each with a file that describes it as those in jars do. */
final class ImportedDataSets {

    private static final String DESCRIPTION = "data-set.conf";
    private static final String SECTION = "derl.data-sets";

    private ImportedDataSets() {}

    /** Where the folder of an imported data set is. */
    static Path folder(Path cache, String name) {
        return cache.resolve("data-sets").resolve(name);
    }

    /**
     * Adds what folders say to what jars say.
     *
     * @throws IllegalStateException when a folder cannot be understood, or describes a data set that a jar has too
     */
    static Config addedTo(Config jars) {
        Config all = jars;
        for (Path file : files(Path.of(jars.getString("derl.directories.cache")).resolve("data-sets"))) {
            Config folder = read(file);
            for (String name : Section.of("data set", folder, SECTION).names()) {
                if (Section.of("data set", all, SECTION).names().contains(name)) {
                    throw new IllegalStateException(file + " describes the data set " + name + ", but there is another"
                            + " one of this name; delete the folder, and import it under another --name");
                }
            }
            all = all.withFallback(folder);
        }
        return all;
    }

    private static List<Path> files(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> !folder.getFileName().toString().contains(".")) // one that is not finished
                    .map(folder -> folder.resolve(DESCRIPTION))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config read(Path file) {
        try {
            return ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
        } catch (ConfigException e) {
            throw new IllegalStateException(
                    "an imported data set cannot be read: " + e.getMessage()
                            + "; delete its folder and import it again",
                    e);
        }
    }
}
