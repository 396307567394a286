package org.derl.encoders.bert;

import ai.djl.ndarray.types.Shape;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.derl.data.FeatureShape;
import org.derl.io.Fingerprint;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.tensor.safetensors.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * A pretrained BERT in files as HuggingFace lays them out: {@code config.json}, {@code model.safetensors}, and
 * {@code tokenizer.json} or {@code vocab.txt}. Weights are mapped into memory and read when they are needed.
 *
 * @param folder where the files lie
 * @param geometry what {@code config.json} says
 * @param weights the tensors under the file's own names
 * @param marks tokens that are no words; absent where the vocabulary has no unknown one
 * @param fingerprint a checksum of all that decides what a text becomes
 */
record HuggingFaceFolder(
        Path folder,
        BertGeometry geometry,
        SafeTensors weights,
        FeatureShape.@Nullable Marks marks,
        String fingerprint) {

    static final String WEIGHTS = "model.safetensors";
    static final String VOCABULARY = "vocab.txt";
    static final String TOKENIZER = "tokenizer.json";

    /** What a checkpoint may hold that is no part of the encoder: heads of pretraining, and a constant. */
    private static final Pattern IGNORED = Pattern.compile("cls\\..*|(.*\\.)?position_ids|pooler\\..*");

    /** Such as "[UNK]": 100, among the tokens of a file in JSON. */
    private static final Pattern MARK = Pattern.compile("\"(\\[(?:UNK|CLS|SEP)])\"\\s*:\\s*(\\d+)");

    private static final Set<String> READABLE = Set.of("F32", "F16", "BF16");

    /**
     * Opens a folder.
     *
     * @throws IOException when a file is missing or damaged; the message names it
     */
    static HuggingFaceFolder open(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(HuggingFaceConfig.FILE))) {
            throw new FileNotFoundException(folder + " holds no " + HuggingFaceConfig.FILE);
        } else if (!Files.isRegularFile(folder.resolve(WEIGHTS))) {
            throw new FileNotFoundException(folder + " holds no " + WEIGHTS
                    + "; weights in other forms, such as pytorch_model.bin, must be saved as safetensors first");
        } else if (!Files.isRegularFile(folder.resolve(TOKENIZER))
                && !Files.isRegularFile(folder.resolve(VOCABULARY))) {
            throw new FileNotFoundException(folder + " holds neither " + TOKENIZER + " nor " + VOCABULARY);
        }
        BertGeometry geometry = HuggingFaceConfig.read(folder);
        SafeTensors weights = SafeTensors.open(folder.resolve(WEIGHTS));
        String fingerprint = new Fingerprint()
                .add(vocabulary(folder))
                .add(String.valueOf(HuggingFaceConfig.isLowerCase(folder)))
                .add(geometry.toString())
                .add(weights.checksums().toString())
                .hexadecimal();
        return new HuggingFaceFolder(folder, geometry, weights, marks(vocabulary(folder)), fingerprint);
    }

    private static FeatureShape.@Nullable Marks marks(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, Integer> numbers = new HashMap<>();
        if (file.endsWith(TOKENIZER)) {
            MARK.matcher(text)
                    .results()
                    .forEach(mark -> numbers.putIfAbsent(mark.group(1), Integer.valueOf(mark.group(2))));
        } else {
            List<String> tokens = text.lines().toList();
            WordPiece.MARKS.forEach(mark -> numbers.put(mark, tokens.indexOf(mark)));
            numbers.values().removeIf(number -> number < 0);
        }
        Integer unknown = numbers.remove(WordPiece.UNKNOWN);
        return unknown == null
                ? null
                : new FeatureShape.Marks(
                        unknown, numbers.values().stream().sorted().toList());
    }

    /** The file that tells how texts become tokens. */
    Path vocabulary() {
        return vocabulary(folder);
    }

    private static Path vocabulary(Path folder) {
        Path tokenizer = folder.resolve(TOKENIZER);
        return Files.isRegularFile(tokenizer) ? tokenizer : folder.resolve(VOCABULARY);
    }

    /**
     * The stored values of an encoder's parameters, by path. Names may begin with {@code bert.}, and normalization may
     * be called gamma and beta as in older files.
     *
     * @throws IOException when the file does not hold exactly these parameters; the message lists every difference
     */
    Map<String, Initializer> initializers(Map<String, Parameter> parameters) throws IOException {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        for (String name : weights.names()) {
            String path = path(name);
            Parameter parameter = parameters.get(path);
            if (parameter == null) {
                if (!IGNORED.matcher(path).matches()) {
                    differences.add(name + " belongs to no parameter");
                }
            } else if (initializers.putIfAbsent(path, Initializer.stored(weights, name)) != null) {
                differences.add(name + " is there under another name too");
            } else {
                differences.addAll(differences(name, parameter));
            }
        }
        parameters.forEach((path, parameter) -> {
            if (!initializers.containsKey(path)) {
                differences.add(path + " is missing; expected " + parameter.shape());
            }
        });
        if (!differences.isEmpty()) {
            throw new IOException(folder.resolve(WEIGHTS) + " does not fit " + HuggingFaceConfig.FILE + ":\n  "
                    + String.join("\n  ", differences));
        }
        return initializers;
    }

    /**
     * The stored values of the layer over the first state, {@code weight} and {@code bias}; empty where it is not
     * there.
     */
    Map<String, Initializer> pooler() {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        long size = geometry.size();
        Map<String, Shape> shapes = Map.of("weight", new Shape(size, size), "bias", new Shape(size));
        for (String name : weights.names()) {
            String own = path(name).replaceFirst("^pooler\\.dense\\.", "");
            SafeTensors.Tensor tensor = weights.tensor(name);
            if (!own.equals(path(name)) && tensor.shape().equals(shapes.get(own)) && READABLE.contains(tensor.type())) {
                initializers.put(own, Initializer.stored(weights, name));
            }
        }
        return initializers.size() == shapes.size() ? initializers : Map.of();
    }

    private static String path(String name) {
        String path = name.startsWith("bert.") ? name.substring("bert.".length()) : name;
        return path.replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
                .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
    }

    private List<String> differences(String name, Parameter parameter) {
        SafeTensors.Tensor tensor = weights.tensor(name);
        List<String> differences = new ArrayList<>();
        if (!READABLE.contains(tensor.type())) {
            differences.add(name + " is of type " + tensor.type() + "; expected F32, F16 or BF16");
        }
        if (!tensor.shape().equals(parameter.shape())) {
            differences.add(name + " is " + tensor.shape() + "; expected " + parameter.shape());
        }
        return differences;
    }
}
