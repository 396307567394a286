package org.derl.datasets.pickle;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Libraries of Python whose objects are no arrays, and how to write what they hold as such. */
enum Foreigner {
    JOBLIB(
            "joblib",
            "joblib.dump wrote it, which keeps arrays between its instructions; in Python, write it anew: "
                    + "pickle.dump(joblib.load('FILE'), open('NEW.pkl', 'wb'))"),
    TORCH(
            "torch",
            "it holds tensors of PyTorch; in Python, put tensor.numpy() in the place of each, and write that by "
                    + "pickle.dump or numpy.savez"),
    PANDAS(
            "pandas",
            "it holds tables of pandas; in Python, put table.to_numpy() in the place of each, and write that by "
                    + "pickle.dump, or write table.to_csv('NEW.csv')"),
    SCIPY(
            "scipy",
            "it holds sparse arrays of scipy; in Python, put array.toarray() in the place of each, and write that by "
                    + "pickle.dump"),
    TENSORFLOW(
            "tensorflow",
            "it holds tensors of TensorFlow; in Python, put tensor.numpy() in the place of each, and write that by "
                    + "pickle.dump");

    private final String library;
    private final String wayOut;

    Foreigner(String library, String wayOut) {
        this.library = library;
        this.wayOut = wayOut;
    }

    /** The one that a module belongs to. */
    static Optional<Foreigner> of(String module) {
        return Arrays.stream(values())
                .filter(known -> module.equals(known.library) || module.startsWith(known.library + "."))
                .findFirst();
    }

    /** What to do about a file of it. */
    String wayOut(Path file) {
        String name = String.valueOf(file.getFileName());
        return wayOut.replace("FILE", name).replace("NEW", name.replaceFirst("\\.[^.]*$", "") + "-new");
    }
}
