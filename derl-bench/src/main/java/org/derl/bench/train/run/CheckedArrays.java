package org.derl.bench.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.part.Weights;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;

/** Arrays in a safetensors file whose last array holds the checksums of all before it, so that damage is noticed. */
public final class CheckedArrays {

    private static final String CHECKSUMS = "checksums";

    private CheckedArrays() {}

    /**
     * Writes them; the file appears when it is complete and on the disk.
     *
     * @param manager will own the checksums
     */
    public static void write(Path file, Map<String, NDArray> arrays, NDManager manager) throws IOException {
        Map<String, NDArray> all = new LinkedHashMap<>(arrays);
        long[] checksums =
                all.values().stream().mapToLong(CheckedArrays::checksum).toArray();
        all.put(CHECKSUMS, Tensors.of(manager, checksums, new Shape(checksums.length)));
        SafeTensors.write(file, all, Map.of());
    }

    /** The CRC-32C of an array's bytes. */
    public static long checksum(NDArray array) {
        return Weights.checksum(array);
    }

    /**
     * Reads them.
     *
     * @param manager will own them
     * @throws IOException when the file is missing or damaged; the message names it
     */
    public static Map<String, NDArray> read(Path file, NDManager manager) throws IOException {
        SafeTensors tensors = SafeTensors.open(file);
        List<String> names = new ArrayList<>(tensors.names());
        if (!names.remove(CHECKSUMS)) {
            throw new IOException(file + " is damaged: there are no checksums in it");
        }
        long[] found = new long[names.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = tensors.checksum(names.get(i));
        }
        if (!Arrays.equals(tensors.read(manager, CHECKSUMS).toLongArray(), found)) {
            throw new IOException(file + " is damaged: its checksums are not those of what was written");
        }
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : names) {
            arrays.put(name, tensors.read(manager, name));
        }
        return arrays;
    }
}
