package org.derl.datasets.pickle;

import java.io.IOException;
import org.derl.datasets.pickle.bytes.PicklePlace;

/**
 * The memory that the small items of one pickle may take, by a generous estimate. Work that takes no memory is charged
 * too, so that the time is bounded with it.
 */
final class Budget {

    /** One instruction: what it leaves on the stack. */
    static final long STEP = 16;

    /** One object. */
    static final long OBJECT = 48;

    /** One look at an object when arrays are searched for. */
    static final long VISIT = 24;

    /** One array over a mapped file. */
    static final long MAPPING = 4096;

    /**
     * No honest file needs more for each of its bytes: an instruction of one byte makes an object that is seen once.
     */
    private static final long PER_BYTE = 256;

    private static final long LEAST = 1 << 20;

    private final PickleFormat.Config config;
    private final String format;
    private final long limit;
    private long spent;

    Budget(PickleFormat.Config config, long fileBytes, String format) {
        this.config = config;
        this.format = format;
        this.limit = fileBytes < config.smallBytes() / PER_BYTE
                ? Math.min(config.smallBytes(), LEAST + PER_BYTE * fileBytes)
                : config.smallBytes();
    }

    /**
     * Spends some of it.
     *
     * @throws IOException when too little is left
     */
    void charge(PicklePlace place, long bytes) throws IOException {
        if (bytes < 0 || bytes > limit - spent) {
            throw place.wrong(
                    "needs more than " + limit + " bytes of memory for lists, texts and single numbers, which "
                            + (limit < config.smallBytes()
                                    ? "no honest file of this size does; the file is damaged or hostile"
                                    : "small-bytes allows; if you trust the file, raise it by --set format." + format
                                            + ".small-bytes=..., or save its lists as arrays"));
        }
        spent += bytes;
    }

    /** Spends some of it for each of many. */
    void charge(PicklePlace place, long count, long bytes) throws IOException {
        charge(place, count <= limit / bytes ? count * bytes : Long.MAX_VALUE);
    }

    /**
     * Checks how deep a value lies.
     *
     * @throws IOException when it lies too deep, or within itself
     */
    void checkDepth(PicklePlace place, int depth) throws IOException {
        if (depth > config.depth()) {
            throw place.wrong("ends a pickle whose lists and dictionaries lie more than " + config.depth()
                    + " deep in one another, or contain themselves; DERL reads no such file");
        }
    }
}
