package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.derl.tensor.safetensors.SafeTensors;

/** Weights in files: safetensors, one tensor per parameter, by dotted path. */
public final class Weights {

    private static final String ELSEWHERE = "elsewhere/";

    private Weights() {}

    /** Saves all parameters of a part, buffers included. */
    public static void save(Part part, Path file, Map<String, String> metadata) throws IOException {
        save(part, file, metadata, Map.of());
    }

    /**
     * Saves all parameters of a part, buffers included, but for those that are found elsewhere, such as the weights of
     * a pretrained text encoder that stands still. Of these it saves checksums.
     *
     * @param elsewhere checksums of theirs by path, as {@link #checksum} gives them
     */
    public static void save(Part part, Path file, Map<String, String> metadata, Map<String, Long> elsewhere)
            throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        part.parameters().forEach((path, parameter) -> arrays.put(path, parameter.array()));
        arrays.keySet().removeAll(elsewhere.keySet());
        Map<String, String> all = new TreeMap<>(metadata);
        elsewhere.forEach((path, checksum) -> all.put(ELSEWHERE + path, String.valueOf(checksum)));
        SafeTensors.write(file, arrays, all);
    }

    /** The CRC-32C of an array's bytes. */
    public static long checksum(NDArray array) {
        CRC32C checksum = new CRC32C();
        checksum.update(array.toByteBuffer(false));
        return checksum.getValue();
    }

    /**
     * Loads all parameters of a part that has been allocated. The file must hold exactly them, or the checksums of what
     * the part has got elsewhere, as by {@code allocate}.
     *
     * @throws IOException when the file is damaged, or does not fit: the message lists every difference
     */
    public static void load(Part part, Path file) throws IOException {
        SafeTensors tensors = SafeTensors.open(file);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        for (String name : tensors.names()) {
            SafeTensors.Tensor tensor = tensors.tensor(name);
            shapes.put(name, tensor.shape());
            if (!List.of("F32", "F16", "BF16").contains(tensor.type())) {
                differences.add(name + " is of type " + tensor.type() + "; expected F32, F16 or BF16");
            }
        }
        Map<String, Parameter> parameters = part.parameters();
        tensors.metadata().forEach((name, checksum) -> {
            Parameter own = name.startsWith(ELSEWHERE) ? parameters.get(name.substring(ELSEWHERE.length())) : null;
            if (own != null) {
                String path = name.substring(ELSEWHERE.length());
                shapes.put(path, own.shape());
                if (!String.valueOf(checksum(own.array())).equals(checksum)) {
                    differences.add(path + " is not in it, and is not what it was: the pretrained weights are others");
                }
            }
        });
        differences.addAll(differences(part, shapes));
        refuse(file.toString(), differences);
        take(part, read(tensors, part.manager()));
    }

    private static Map<String, NDArray> read(SafeTensors tensors, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try {
            for (String name : tensors.names()) {
                arrays.put(name, tensors.read(manager, name));
            }
            return arrays;
        } catch (IOException | RuntimeException e) {
            arrays.values().forEach(NDArray::close);
            throw e;
        }
    }

    /**
     * Gives a part that has been allocated arrays, which it takes over: exactly one for each parameter.
     *
     * @param source where they come from, for the message
     * @throws IOException when they do not fit: the message lists every difference
     */
    public static void set(Part part, Map<String, NDArray> arrays, String source) throws IOException {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        arrays.forEach((path, array) -> shapes.put(path, array.getShape()));
        refuse(source, differences(part, shapes));
        arrays.values().forEach(array -> array.attach(part.manager()));
        take(part, arrays);
    }

    /**
     * Gives some parameters of a part that has been allocated arrays, which it takes over; the others stay.
     *
     * @throws IllegalArgumentException when there is no parameter of a path, or of that shape
     */
    public static void replace(Part part, Map<String, NDArray> arrays) {
        Map<String, Parameter> parameters = part.parameters();
        arrays.forEach((path, array) -> {
            Parameter parameter = parameters.get(path);
            if (parameter == null || !parameter.shape().equals(array.getShape())) {
                throw new IllegalArgumentException("there is no parameter " + path + " of shape " + array.getShape());
            }
        });
        arrays.forEach((path, array) -> {
            array.attach(part.manager());
            Objects.requireNonNull(parameters.get(path)).set(array);
        });
    }

    /**
     * Lets some parameters of a part that has been allocated use other arrays for a while. The caller owns these, and
     * must give back those that are returned before anything is trained.
     *
     * @return the arrays that they had, by path
     * @throws IllegalArgumentException when there is no parameter of a path, or of that shape
     */
    public static Map<String, NDArray> exchange(Part part, Map<String, NDArray> arrays) {
        Map<String, Parameter> parameters = part.parameters();
        Map<String, NDArray> former = new LinkedHashMap<>();
        arrays.forEach((path, array) -> {
            Parameter parameter = parameters.get(path);
            if (parameter == null || !parameter.shape().equals(array.getShape())) {
                throw new IllegalArgumentException("there is no parameter " + path + " of shape " + array.getShape());
            }
        });
        arrays.forEach((path, array) ->
                former.put(path, Objects.requireNonNull(parameters.get(path)).exchange(array)));
        return former;
    }

    private static void take(Part part, Map<String, NDArray> arrays) {
        Map<String, Parameter> parameters = part.parameters();
        arrays.forEach(
                (path, array) -> Objects.requireNonNull(parameters.get(path)).set(array));
    }

    private static void refuse(String source, List<String> differences) throws IOException {
        if (!differences.isEmpty()) {
            throw new IOException(source + " does not fit these weights:\n  " + String.join("\n  ", differences));
        }
    }

    private static List<String> differences(Part part, Map<String, Shape> found) {
        List<String> differences = new ArrayList<>();
        Map<String, Shape> unused = new LinkedHashMap<>(found);
        part.parameters().forEach((path, parameter) -> {
            Shape shape = unused.remove(path);
            if (shape == null) {
                differences.add(path + " is missing; expected " + parameter.shape());
            } else if (!shape.equals(parameter.shape())) {
                differences.add(path + " is " + shape + "; expected " + parameter.shape());
            }
        });
        unused.keySet().forEach(path -> differences.add(path + " belongs to no parameter"));
        return differences;
    }
}
