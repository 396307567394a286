package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.derl.config.file.ConfigFiles;
import org.derl.io.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of imported data sets, each with a file that describes it as those in jars do. A folder that cannot be
 * understood is named and left out, so that it stops no command that has nothing to do with it.
 */
final class ImportedDataSets {

    private static final Logger LOG = LoggerFactory.getLogger(ImportedDataSets.class);

    private static final String DESCRIPTION = "data-set.conf";
    private static final String SECTION = "derl.data-sets";

    /** A command asks for all settings several times, and is to say once what is left out. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private ImportedDataSets() {}

    /** Where the folder of an imported data set is. */
    static Path folder(Path cache, String name) {
        return cache.resolve("data-sets").resolve(name);
    }

    /** Adds the data sets that folders describe to what jars say; whatever else a folder says has no effect. */
    static Config addedTo(Config jars, Path cache) {
        Config all = jars;
        for (Path file : files(cache.resolve("data-sets"))) {
            try {
                all = all.withFallback(described(file, all).atPath(SECTION));
            } catch (IOException | ConfigException e) {
                if (SAID.add(Reason.of(e))) {
                    LOG.warn(
                            "an imported data set is left out: {}; delete its folder and import it again",
                            Reason.of(e));
                }
            }
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
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config described(Path file, Config all) throws IOException {
        Section found = Section.of("data set", ConfigFiles.read(file), SECTION);
        for (String name : found.names()) {
            if (Section.of("data set", all, SECTION).names().contains(name)) {
                throw new IOException(
                        file + " describes the data set " + name + ", but there is another one of this name");
            }
            found.entry(name).getString("text-encoder"); // else no command could even list it
        }
        return found.entries();
    }
}
