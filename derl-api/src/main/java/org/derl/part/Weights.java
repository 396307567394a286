package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.derl.tensor.SafeTensors;

/** Weights in files: safetensors, one tensor a parameter, by dotted path. */
public final class Weights {

    private Weights() {}

    /** Saves all parameters of a part, statistics included. */
    public static void save(Part part, Path file, Map<String, String> metadata) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        part.parameters().forEach((path, parameter) -> arrays.put(path, parameter.array()));
        SafeTensors.write(file, arrays, metadata);
    }

    /**
     * Loads all parameters of a part that has been allocated. The file must hold exactly them.
     *
     * @throws IOException when the file is damaged, or does not fit: the message lists every difference
     */
    public static void load(Part part, Path file) throws IOException {
        load(part, SafeTensors.open(file), file, UnaryOperator.identity());
    }

    /**
     * Loads all parameters of a part from tensors of other names.
     *
     * @param nameInFile what a parameter of a path is called in the file
     */
    public static void load(Part part, SafeTensors tensors, Path file, UnaryOperator<String> nameInFile)
            throws IOException {
        List<String> differences = differences(part, tensors, nameInFile);
        if (!differences.isEmpty()) {
            throw new IOException(file + " does not fit these weights:\n  " + String.join("\n  ", differences));
        }
        // Nothing is changed before all has been read.
        Map<Parameter, NDArray> read = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Parameter> entry : part.parameters().entrySet()) {
                NDManager manager = entry.getValue().array().getManager();
                read.put(entry.getValue(), tensors.read(manager, nameInFile.apply(entry.getKey())));
            }
        } catch (IOException | RuntimeException e) {
            read.values().forEach(NDArray::close);
            throw e;
        }
        read.forEach(Parameter::set);
    }

    private static List<String> differences(Part part, SafeTensors tensors, UnaryOperator<String> nameInFile) {
        List<String> differences = new ArrayList<>();
        List<String> unused = new ArrayList<>(tensors.names());
        part.parameters().forEach((path, parameter) -> {
            String name = nameInFile.apply(path);
            if (!unused.remove(name)) {
                differences.add(name + " is missing; expected " + parameter.shape());
                return;
            }
            SafeTensors.Tensor found = tensors.tensor(name);
            if (!found.shape().equals(parameter.shape())) {
                differences.add(name + " is " + found.shape() + "; expected " + parameter.shape());
            }
            if (!List.of("F32", "F16", "BF16").contains(found.type())) {
                differences.add(name + " is of type " + found.type() + "; expected F32, F16 or BF16");
            }
        });
        unused.forEach(name -> differences.add(name + " belongs to no parameter"));
        return differences;
    }
}
