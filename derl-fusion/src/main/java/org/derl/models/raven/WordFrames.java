package org.derl.models.raven;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.layers.recurrent.StepGroups;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * A modality's frames, word by word. If there are as many frames as words, each word has one. More frames are
 * distributed evenly; if there are fewer, the last one is repeated. Frames of zeros at a word's end count as none: so
 * data that is aligned with words says that nothing was heard or seen.
 *
 * @param values (batch, words, frames, size), zero after a word's frames
 * @param lengths how many frames each word has, the words of a sample one after the other
 */
record WordFrames(NDArray values, List<Integer> lengths) {

    /**
     * The frames of words.
     *
     * @param source (batch, time, size)
     * @param words whose lengths say how many there are
     * @param mostWords words after these are left out, with their frames
     * @param mostFrames of a word, the first ones
     */
    static WordFrames of(Sequence source, Sequence words, int mostWords, int mostFrames) {
        int[] from = source.lengths();
        int[] to = words.lengths();
        int width = Math.min(words.time(), mostWords);
        int depth = 1;
        for (int i = 0; i < to.length; i++) {
            depth = Math.max(depth, Math.min(mostFrames, new StepGroups(from[i], to[i]).size()));
        }
        long[] places = new long[to.length * width * depth];
        float[] real = new float[places.length];
        for (int i = 0; i < to.length; i++) {
            StepGroups groups = new StepGroups(from[i], to[i]);
            for (int word = 0; word < Math.min(to[i], width); word++) {
                for (int frame = 0; frame < Math.min(groups.size(), depth); frame++) {
                    int at = (i * width + word) * depth + frame;
                    places[at] = (long) i * source.time() + groups.step(word, frame);
                    real[at] = 1;
                }
            }
        }
        return gathered(source, new Shape(to.length, width, depth), places, real);
    }

    private static WordFrames gathered(Sequence source, Shape shape, long[] places, float[] real) {
        NDManager manager = source.values().getManager();
        // (batch, words, frames, size)
        NDArray frames = Functions.embedding(
                Tensors.of(manager, places, shape), source.values().reshape(-1, source.size()));
        NDArray values = frames.mul(Tensors.of(manager, real, shape.add(1)));
        float[] sizes = Tensors.detach(values).abs().sum(new int[] {3}).toFloatArray(); // (batch, words, frames)
        return new WordFrames(values, lengths(sizes, (int) shape.get(2)));
    }

    private static List<Integer> lengths(float[] sizes, int depth) {
        int[] lengths = new int[sizes.length / depth];
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != 0) {
                lengths[i / depth] = i % depth + 1;
            }
        }
        return IntStream.of(lengths).boxed().toList();
    }
}
