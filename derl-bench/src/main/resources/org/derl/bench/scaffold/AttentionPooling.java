package @package@;

import ai.djl.ndarray.NDArray;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;

/** Turns a sequence into one vector: a score of each time step decides how much the step counts. */
final class AttentionPooling extends Part implements UtteranceEncoder {

    private final int size;
    private final Linear steps;
    private final Linear score;

    /**
     * @param size of the vector
     */
    record Config(int size) {}

    AttentionPooling(Config config, FeatureShape input) {
        size = config.size();
        steps = part("steps", Linear.of(input.size(), size));
        score = part("score", Linear.withoutBias(size, 1)); // a bias would change nothing after the softmax
    }

    /** (batch, time, size of the input) to (batch, size); padding takes no part. */
    @Override
    public NDArray encode(Pass pass, Sequence sequence) {
        NDArray encoded = Functions.tanh(steps.apply(sequence.values())); // (batch, time, size)
        NDArray scores = score.apply(encoded).squeeze(2); // (batch, time)
        NDArray padding = sequence.padding().reshape(sequence.batch(), sequence.time()); // (batch, time)
        NDArray weights = Functions.maskedSoftmax(scores, padding).expandDims(2); // (batch, time, 1)
        return encoded.mul(weights).sum(new int[] {1}); // (batch, size)
    }

    @Override
    public int size() {
        return size;
    }
}
