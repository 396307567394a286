package org.derl.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.config.Kind;
import org.derl.data.Task;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;

/**
 * Turns a feature file into a folder in DERL's own format, once. Its policy decides what happens to infinite numbers,
 * padding and scale. Its recipe is given the {@link org.derl.io.Directories}.
 */
public interface FeatureImport {

    /** The kind that jars offer it by; a recipe is given where files lie. */
    Kind<Directories, FeatureImport> KIND = Kind.of(FeatureImport.class);

    /**
     * What is to become of the files.
     *
     * @param name of the data set
     * @param family whose settings of models hold for it
     * @param labels the range of its labels; null for that of the family
     * @param folder where it is to be
     * @param replaces whether a folder that came from something else is replaced
     */
    record Target(String name, String family, Task.@Nullable Regression labels, Path folder, boolean replaces) {

        /** With labels in the range of the family. */
        public Target(String name, String family, Path folder, boolean replaces) {
            this(name, family, null, folder, replaces);
        }
    }

    /**
     * What there is once the folder is written.
     *
     * @param samples how many each split has of which models are given, by the split's name
     * @param notes what was done, a sentence each: what was imputed, cut, left out
     */
    record Written(Map<String, Integer> samples, List<String> notes) {}

    /**
     * Writes the folder, which appears whole or not at all. Does nothing where the folder came from the same files by
     * the same policy.
     *
     * @param origins the files that the content was read from
     * @return what there is then
     * @throws IOException when the content cannot be read or does not fit the policy, says itself why nothing may be
     *     trained on it, or the folder holds something else and is not to be replaced; the message names the sample
     */
    Written write(FeatureFile content, List<Path> origins, Target target) throws IOException;
}
