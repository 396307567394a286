package org.derl.bench.datacheck;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import org.derl.config.ConfigBinder;

/**
 * What publications say of data files.
 *
 * @param files that are known to the byte
 * @param folds how many samples their splits have
 */
public record Published(List<KnownFile> files, List<Folds> folds) {

    private static final String RESOURCE = "derl/published/known-files.conf";

    /**
     * A file that its publisher names a checksum of.
     *
     * @param source who says so
     */
    public record KnownFile(String name, String sha256, String source) {}

    /**
     * The sizes of a data set's splits.
     *
     * @param family whose settings of models hold
     * @param source who says so
     */
    public record Folds(String name, String family, int train, int valid, int test, String source) {

        public List<Integer> sizes() {
            return List.of(train, valid, test);
        }
    }

    /** What the resource in this jar says. */
    static Published read(ConfigBinder binder) {
        Config config = ConfigFactory.parseResources(Published.class.getClassLoader(), RESOURCE);
        return binder.bind(config, "derl.known-files", Published.class);
    }

    /** The file of a checksum. */
    Optional<KnownFile> file(String sha256) {
        return files.stream().filter(file -> file.sha256().equals(sha256)).findFirst();
    }
}
