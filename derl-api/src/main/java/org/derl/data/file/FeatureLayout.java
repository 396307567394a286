package org.derl.data.file;

import java.io.IOException;
import java.util.List;
import org.derl.config.Kind;
import org.derl.io.Directories;

/** What the arrays of published feature files mean: which of them are features, labels, lengths and names. */
public interface FeatureLayout {

    /** The kind that jars offer it by; a recipe is given where files lie. */
    Kind<Directories, FeatureLayout> KIND = Kind.of(FeatureLayout.class);

    /** Whether files have the arrays of this layout, by their names and shapes alone. */
    boolean fits(List<ArrayFile> files);

    /** Whether this is for files that no other layout fits: where it fits beside others, they are taken. */
    default boolean isGeneral() {
        return false;
    }

    /** What files have and lack of this layout, which they do not {@link #fits fit}. */
    default NearMiss nearMiss(List<ArrayFile> files) {
        return NearMiss.NONE;
    }

    /**
     * Says what the arrays mean, and in its {@link FeatureFile#readings} from where it has what.
     *
     * @param files that this layout {@link #fits}; they stay open for as long as the result is used
     * @throws IOException when arrays do not go together; the message names the file and the array
     */
    FeatureFile read(List<ArrayFile> files) throws IOException;
}
