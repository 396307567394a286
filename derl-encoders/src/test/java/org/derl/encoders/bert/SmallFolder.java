package org.derl.encoders.bert;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.tensor.Randomness;
import org.derl.tensor.safetensors.SafeTensors;

/** Writes a HuggingFace folder of a small BERT with random weights. */
final class SmallFolder {

    static final List<String> VOCABULARY = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "film", "un", "##watch", "##able", "!");

    static final BertGeometry GEOMETRY = new BertGeometry(VOCABULARY.size(), 8, 2, 2, 12, 16, 2, true, 0.1, 0.1, 1e-12);

    static final FeatureShape INPUT = FeatureShape.tokens(VOCABULARY.size(), 16);

    private SmallFolder() {}

    /** What is put into a file before it is written. */
    @FunctionalInterface
    interface Change {
        void apply(Map<String, NDArray> tensors);
    }

    /** All three files, with a pooler. */
    static Path write(Path folder) throws IOException {
        return write(folder, tensors -> {});
    }

    static Path write(Path folder, Change change) throws IOException {
        Files.createDirectories(folder);
        HuggingFaceConfig.write(folder, GEOMETRY, true);
        Files.write(folder.resolve(HuggingFaceFolder.VOCABULARY), VOCABULARY);
        try (BertEncoder encoder = encoder()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            encoder.parameters().forEach((path, parameter) -> tensors.put(path, parameter.array()));
            change.apply(tensors);
            SafeTensors.write(folder.resolve(HuggingFaceFolder.WEIGHTS), tensors, Map.of());
        }
        return folder;
    }

    /** An encoder with the weights that are written, given back by whoever asks for it. */
    static BertEncoder encoder() {
        BertEncoder encoder = new BertEncoder(GEOMETRY, INPUT);
        encoder.allocate(Device.cpu(), new Randomness(7));
        return encoder;
    }
}
