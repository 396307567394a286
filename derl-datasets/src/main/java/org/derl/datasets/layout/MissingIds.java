package org.derl.datasets.layout;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.derl.data.likeness.IdForms;
import org.derl.data.likeness.IdForms.Pair;

/** Says which samples a file has nothing of, and where it has them in another form, in which. */
public final class MissingIds {

    private static final int NAMED = 3;

    /** What becomes of a sample without features of a modality. */
    public enum Missing {
        /** The files are refused. */
        REFUSE,
        /** It gets a sequence without any step; the policy says what becomes of such. */
        EMPTY
    }

    private MissingIds() {}

    /**
     * An error that says what ids a file lacks.
     *
     * @param file that lacks them, as messages name it
     * @param what it has none of for them, such as a row
     * @param missing the ids that it lacks
     * @param there those that it has
     * @param samples how many there are, in words such as "30 samples of train"
     * @param way out where they are really missing
     */
    public static IOException error(
            String file, String what, List<String> missing, Collection<String> there, String samples, String way) {
        List<Pair> alike = IdForms.alikeInFiles(missing, there);
        if (2 * alike.size() > missing.size()) {
            return new IOException(file + " writes ids otherwise: '"
                    + alike.get(0).other() + "' there is '" + alike.get(0).one() + "' among the labels, and so are "
                    + alike.size() + " of " + samples + "; they differ by "
                    + alike.stream().map(Pair::difference).distinct().collect(Collectors.joining(" or "))
                    + ": write them alike");
        }
        return new IOException(file + " has no " + what + " for " + missing.size() + " of " + samples + ": "
                + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
                + (missing.size() > NAMED ? " ..." : "") + otherwise(missing, there) + "; " + way);
    }

    /** What is there in another form, in words that go on; empty where nothing is. */
    public static String otherwise(List<String> missing, Collection<String> there) {
        List<Pair> alike = IdForms.alikeInFiles(missing, there);
        return alike.isEmpty()
                ? ""
                : "; " + alike.size() + " of these " + (alike.size() == 1 ? "is" : "are")
                        + " there in another form, such as '" + alike.get(0).other() + "' for '"
                        + alike.get(0).one() + "' ("
                        + alike.get(0).difference() + "): write them alike";
    }
}
