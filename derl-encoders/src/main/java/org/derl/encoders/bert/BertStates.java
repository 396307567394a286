package org.derl.encoders.bert;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.io.Directories;
import org.derl.io.Fingerprint;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/**
 * Turns texts into the last states of a pretrained BERT that is not trained, those of the special tokens at both ends
 * included.
 */
public final class BertStates implements FeatureExtractor {

    private final HuggingFaceFolder folder;
    private final BertTokens tokens;
    private final Config config;

    /**
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param maximumLength where longer texts are cut off, the tokens at both ends counted
     * @param prefix what stands before each text, as weights want it that were trained so
     * @param batch how many texts of similar length are encoded at a time
     * @param device where they are encoded
     */
    public record Config(String weights, int maximumLength, String prefix, int batch, String device) {

        /** Checks the batch. */
        public Config {
            if (batch < 1) {
                throw new IllegalArgumentException("batch must be positive");
            }
        }
    }

    /**
     * Opens the weights, and downloads them if necessary.
     *
     * @throws IllegalArgumentException when they cannot be had, or read no texts of that length
     */
    public BertStates(Config config, Directories directories) {
        this(config, PretrainedWeights.openOrRefuse(config.weights(), directories.cache()));
    }

    BertStates(Config config, HuggingFaceFolder folder) {
        this.config = config;
        this.folder = folder;
        tokens = new BertTokens(folder, config.maximumLength(), config.prefix());
    }

    @Override
    public FeatureShape shape() {
        return FeatureShape.features(folder.geometry().size(), config.maximumLength());
    }

    @Override
    public String fingerprint() {
        // Other kernels and other paddings give other last digits.
        return new Fingerprint()
                .add("bert-states")
                .add(tokens.fingerprint())
                .add(String.valueOf(config.batch()))
                .add(Compute.device(config.device()).getDeviceType())
                .hexadecimal();
    }

    @Override
    public List<float[]> extract(List<String> texts) throws IOException {
        List<long[]> numbers = tokens.numbers(texts);
        Compute.prepareThread();
        // The weights are given back between calls: whoever holds an extractor may wait for hours.
        try (BertEncoder encoder = new BertEncoder(folder, 0, false, tokens.shape())) {
            encoder.allocate(Compute.device(config.device()), new Randomness(0));
            return Compute.withoutGradients(() -> states(encoder, numbers));
        }
    }

    @Override
    public Optional<String> caveat(List<String> texts) throws IOException {
        return tokens.caveat(texts);
    }

    private List<float[]> states(BertEncoder encoder, List<long[]> numbers) {
        List<Integer> byLength = IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparingInt(text -> numbers.get(text).length))
                .toList();
        float[][] states = new float[numbers.size()][];
        for (int start = 0; start < byLength.size(); start += config.batch()) {
            List<Integer> batch = byLength.subList(start, Math.min(start + config.batch(), byLength.size()));
            float[] together = encode(encoder, batch.stream().map(numbers::get).toList());
            int stride = together.length / batch.size();
            for (int row = 0; row < batch.size(); row++) {
                int length = numbers.get(batch.get(row)).length * encoder.size();
                states[batch.get(row)] = Arrays.copyOfRange(together, row * stride, row * stride + length);
            }
        }
        return Arrays.asList(states);
    }

    private static float[] encode(BertEncoder encoder, List<long[]> numbers) {
        try (Scope scope = encoder.open()) {
            return encoder.encode(Pass.evaluation(scope), padded(scope.manager(), numbers))
                    .values()
                    .toFloatArray();
        }
    }

    private static Sequence padded(NDManager manager, List<long[]> numbers) {
        int[] lengths = numbers.stream().mapToInt(row -> row.length).toArray();
        int longest = Arrays.stream(lengths).max().orElse(0);
        long[] padded = new long[lengths.length * longest];
        for (int row = 0; row < lengths.length; row++) {
            System.arraycopy(numbers.get(row), 0, padded, row * longest, lengths[row]);
        }
        return Sequence.of(Tensors.of(manager, padded, new Shape(lengths.length, longest)), lengths);
    }
}
