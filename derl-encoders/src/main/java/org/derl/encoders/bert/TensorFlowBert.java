package org.derl.encoders.bert;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.encoders.tensorflow.SavedModelArchive;
import org.derl.encoders.tensorflow.TensorBundle;
import org.derl.tensor.safetensors.SafeTensors;

/**
 * A BERT that Google published for TensorFlow, turned into a HuggingFace folder. Dense layers lie there as (in, out)
 * and are transposed on the way. One tensor at a time is in memory.
 */
final class TensorFlowBert {

    private static final Pattern BERT = Pattern.compile("(?:.*/)?bert/(.*)");
    private static final String KERNEL = "/kernel";

    private final SavedModelArchive archive;
    private final Map<String, Stored> tensors;

    /** A tensor under HuggingFace's name. */
    private record Stored(TensorBundle.Entry entry, boolean transposed) {
        Shape shape() {
            long[] shape = entry.shape().getShape();
            return transposed ? new Shape(shape[1], shape[0]) : entry.shape();
        }
    }

    private TensorFlowBert(SavedModelArchive archive, Map<String, Stored> tensors) {
        this.archive = archive;
        this.tensors = tensors;
    }

    /**
     * Converts a saved model within a jar.
     *
     * @param heads of its attention, which no tensor tells
     * @param folder which is there
     */
    static void convert(Path jar, int heads, boolean lowerCase, Path folder) throws IOException {
        SavedModelArchive archive = SavedModelArchive.open(jar);
        Map<String, Stored> tensors = new LinkedHashMap<>();
        List<Map.Entry<String, TensorBundle.Entry>> inOrder = archive.bundle().entries().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().offset()))
                .toList();
        for (Map.Entry<String, TensorBundle.Entry> entry : inOrder) {
            Matcher bert = BERT.matcher(entry.getKey());
            if (bert.matches()) {
                tensors.put(name(bert.group(1)), stored(entry.getKey(), entry.getValue()));
            }
        }
        TensorFlowBert model = new TensorFlowBert(archive, tensors);
        HuggingFaceConfig.write(folder, BertGeometry.of(model.shapes(), heads), lowerCase);
        Files.writeString(folder.resolve(HuggingFaceFolder.VOCABULARY), archive.vocabulary());
        model.writeWeights(folder.resolve(HuggingFaceFolder.WEIGHTS));
    }

    private static Stored stored(String name, TensorBundle.Entry entry) throws IOException {
        boolean transposed = name.endsWith(KERNEL);
        if (transposed && entry.shape().dimension() != 2) {
            throw new IOException(name + " is " + entry.shape() + ", but a dense layer's kernel has two axes");
        }
        return new Stored(entry, transposed);
    }

    private static String name(String tensorFlow) {
        return tensorFlow
                .replace(KERNEL, "/weight")
                .replace("/gamma", "/weight")
                .replace("/beta", "/bias")
                .replaceFirst("_embeddings$", "_embeddings/weight")
                .replaceFirst("layer_(\\d+)", "layer/$1")
                .replace('/', '.');
    }

    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, stored) -> shapes.put(name, stored.shape()));
        return shapes;
    }

    private void writeWeights(Path file) throws IOException {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, stored) -> shapes.put(name, stored.shape()));
        archive.readData(data -> {
            long[] position = {0};
            SafeTensors.write(file, shapes, Map.of("format", "pt"), name -> values(name, data, position));
        });
    }

    private ByteBuffer values(String name, InputStream data, long[] position) throws IOException {
        Stored stored = tensors.get(name);
        if (stored == null || stored.entry().offset() < position[0]) {
            throw new IOException(name + " shares its place in the checkpoint with another tensor");
        }
        data.skipNBytes(stored.entry().offset() - position[0]);
        ByteBuffer values = stored.entry().read(data);
        position[0] = stored.entry().offset() + stored.entry().size();
        return stored.transposed() ? transposed(values, stored.entry().shape()) : values;
    }

    /** {@code (rows, columns)} to {@code (columns, rows)}. */
    static ByteBuffer transposed(ByteBuffer values, Shape shape) {
        int rows = (int) shape.get(0);
        int columns = (int) shape.get(1);
        values.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer result = ByteBuffer.allocate(values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                result.putInt(values.getInt((row * columns + column) * Float.BYTES));
            }
        }
        return result.flip();
    }
}
