package org.derl.encoders.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.io.Reason;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/**
 * A pretrained BERT for comparison: what {@link BertBlock} takes and outputs, and the token numbers of some sentences
 * as
 * {@code tokens} (sentences, time), zero after each.
 */
public final class PretrainedBertBlock extends Part implements ReferenceBlock {

    private final BertEncoder encoder;
    private final List<long[]> numbers;
    private final int time;

    /**
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param cache where weights are kept that were fetched
     * @param sentences to be cut into tokens
     */
    public record Config(String weights, Path cache, List<String> sentences) {}

    /**
     * For inputs of the given shapes.
     *
     * @throws IllegalArgumentException when the weights cannot be had, or are damaged
     */
    public PretrainedBertBlock(Config config, Map<String, Shape> inputs) {
        time = BertBlock.time(inputs);
        HuggingFaceFolder folder = PretrainedWeights.openOrRefuse(config.weights(), config.cache());
        FeatureShape input = FeatureShape.tokens(folder.geometry().vocabulary(), time);
        try {
            encoder = part("", new BertEncoder(folder, 0, true, input).readingPadding());
            numbers = new BertTokens(folder, time, "").numbers(config.sentences());
        } catch (IOException e) {
            throw new IllegalArgumentException(Reason.of(e), e);
        }
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        Map<String, NDArray> computed = new LinkedHashMap<>(BertBlock.compute(encoder, pass, inputs));
        float[] padded = new float[numbers.size() * time];
        for (int sentence = 0; sentence < numbers.size(); sentence++) {
            long[] own = numbers.get(sentence);
            for (int step = 0; step < own.length; step++) {
                padded[sentence * time + step] = own[step];
            }
        }
        computed.put("tokens", Tensors.of(pass.manager(), padded, new Shape(numbers.size(), time)));
        return computed;
    }
}
