package org.derl.datasets.pickle;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** All that a pickle may name: what arrays, bytes and containers are made by. The list is closed. */
enum Global {
    RECONSTRUCT("_reconstruct", "numpy._core.multiarray", "numpy.core.multiarray"),
    SCALAR("scalar", "numpy._core.multiarray", "numpy.core.multiarray"),
    FROM_BUFFER("_frombuffer", "numpy._core.numeric", "numpy.core.numeric"),
    NDARRAY("ndarray", "numpy", "numpy"),
    DTYPE("dtype", "numpy", "numpy"),
    ENCODE("encode", "_codecs", "_codecs"),
    ORDERED_DICT("OrderedDict", "collections", "collections"),
    DEFAULT_DICT("defaultdict", "collections", "collections"),
    COUNTER("Counter", "collections", "collections"),
    DEQUE("deque", "collections", "collections"),
    BYTES("bytes", "builtins", "__builtin__"),
    BYTEARRAY("bytearray", "builtins", "__builtin__"),
    SET("set", "builtins", "__builtin__"),
    FROZENSET("frozenset", "builtins", "__builtin__"),
    RANGE("range", "builtins", "__builtin__"),
    XRANGE("xrange", "builtins", "__builtin__"),
    DECIMAL("Decimal", "decimal", "decimal"),
    POSIX_PATH("PosixPath", "pathlib", "pathlib._local"),
    PURE_PATH("PurePosixPath", "pathlib", "pathlib._local"),
    SLICE("slice", "builtins", "__builtin__"),
    REBUILD_TENSOR("_rebuild_tensor_v2", "torch._utils", "torch._utils"),
    REBUILD_FORMER_TENSOR("_rebuild_tensor", "torch._utils", "torch._utils"),
    REBUILD_TYPED_TENSOR("_rebuild_tensor_v3", "torch._utils", "torch._utils"),
    REBUILD_PARAMETER("_rebuild_parameter", "torch._utils", "torch._utils"),
    LOAD_FROM_BYTES("_load_from_bytes", "torch.storage", "torch.storage"),
    SIZE("Size", "torch", "torch"),
    /** The types below are only named: a defaultdict says by one of them what it is filled with. */
    LIST("list", "builtins", "__builtin__"),
    DICT("dict", "builtins", "__builtin__"),
    TUPLE("tuple", "builtins", "__builtin__"),
    INT("int", "builtins", "__builtin__"),
    FLOAT("float", "builtins", "__builtin__"),
    BOOL("bool", "builtins", "__builtin__"),
    STR("str", "builtins", "__builtin__");

    private final String name;
    private final String module;
    private final String formerModule;

    Global(String name, String module, String formerModule) {
        this.name = name;
        this.module = module;
        this.formerModule = formerModule;
    }

    /** The one of a name within a module. */
    static Optional<Global> of(String module, String name) {
        return Arrays.stream(values())
                .filter(global -> global.name.equals(name)
                        && (global.module.equals(module) || global.formerModule.equals(module)))
                .findFirst();
    }

    /** Libraries of Python whose objects are no arrays, and how to write what they hold as such. */
    enum Foreigner {
        JOBLIB(
                "joblib",
                "joblib.dump wrote it, which keeps arrays between its instructions; in Python, write it anew: "
                        + "pickle.dump(joblib.load('FILE'), open('NEW.pkl', 'wb'))"),
        NETWORK(
                "torch.nn",
                "it holds a network of PyTorch, whose weights are no features; name the file of what it computed,"
                        + " such as numpy.savez('NEW.npz', audio=features.numpy())"),
        TORCH(
                "torch",
                "it holds tensors of PyTorch; in Python, put tensor.to_dense().numpy() in the place of each, and write "
                        + "that by pickle.dump or numpy.savez"),
        PANDAS(
                "pandas",
                "it holds tables of pandas; in Python, put table.to_numpy() in the place of each, and write that by "
                        + "pickle.dump, or write table.to_csv('NEW.csv')"),
        DATES(
                "datetime",
                "it holds dates; in Python, put str(date) in the place of each, and write that by pickle.dump"),
        OWN(
                "__main__",
                "it holds objects of a class of its writer's; in Python, put vars(object), or object._asdict() of a "
                        + "named tuple, in the place of each, and write that by pickle.dump"),
        SCIPY(
                "scipy",
                "it holds sparse arrays of scipy; in Python, put array.toarray() in the place of each, and write that"
                        + " by pickle.dump"),
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
                    .filter(known -> (module + ".").startsWith(known.library + ".")
                            || module.startsWith("__" + known.library + "__"))
                    .findFirst();
        }

        /** What to do about a file of it. */
        String wayOut(Path file) {
            String name = String.valueOf(file.getFileName());
            return wayOut.replace("FILE", name).replace("NEW", name.replaceFirst("\\.[^.]*$", "") + "-new");
        }
    }
}
