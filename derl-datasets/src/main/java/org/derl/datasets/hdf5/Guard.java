package org.derl.datasets.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.io.Reason;

/** Turns whatever jHDF may throw at a damaged file into an error that says which file and what of it. */
final class Guard {

    /** What jHDF says of a filter that it lacks. */
    private static final Pattern FILTER = Pattern.compile("filter is not available: name='([^']*)'");

    private Guard() {}

    /** What is to be done with jHDF. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads something.
     *
     * @param what it is, such as the data set /d1
     */
    static <T> T guard(Path file, String what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            Throwable root = root(e);
            String reason = Reason.of(root);
            Matcher filter = FILTER.matcher(reason);
            if (filter.find()) {
                throw new IOException(
                        file + ": " + what + " is packed by the filter " + filter.group(1)
                                + ", which is not read here; write it with gzip, or unpacked",
                        e);
            }
            String advice = root instanceof UnsupportedHdfException
                    ? "write it in an older form of HDF5, such as that of h5py.File(..., libver='v110')"
                    : "copy the file again";
            throw new IOException(file + ": " + what + " cannot be read: " + reason + "; " + advice, e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            // A structure that leads in circles, or claims a size that no file of this kind has; or a sound large one.
            throw new IOException(
                    file + ": " + what + " is deeper nested or larger than can be read (" + Reason.of(e)
                            + "); copy the file again, or give DERL more memory: DERL_HEAP=8g",
                    e);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
