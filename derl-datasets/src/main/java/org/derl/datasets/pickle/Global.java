package org.derl.datasets.pickle;

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
    SLICE("slice", "builtins", "__builtin__"),
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
}
