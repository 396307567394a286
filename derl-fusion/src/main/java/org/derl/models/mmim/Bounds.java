package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.part.Part;
import org.derl.tensor.Tensors;

/** The bounds of what modalities share, of those pairs that the data set has. */
final class Bounds extends Part {

    /** Where its parameters lie. */
    static final String PATH = "bounds";

    private final Map<Mmim.Guess, InformationBound> bounds = new LinkedHashMap<>();

    Bounds(List<Mmim.Guess> guesses, ByModality<Integer> sizes) {
        for (Mmim.Guess guess : guesses) {
            if (guess.isWithin(sizes)) {
                int from = sizes.get(new Modality(guess.from()));
                int to = sizes.get(new Modality(guess.to()));
                bounds.put(guess, part(guess.name(), new InformationBound(from, to)));
            }
        }
    }

    boolean isEmpty() {
        return bounds.isEmpty();
    }

    /** The names of all pairs. */
    List<String> names() {
        return bounds.keySet().stream().map(Mmim.Guess::name).toList();
    }

    /** How likely all guesses are, summed; vectors are (batch, size). */
    NDArray likelihood(ByModality<NDArray> vectors) {
        List<NDArray> terms = bounds.entrySet().stream()
                .map(bound -> bound.getValue()
                        .likelihood(
                                vectors.get(new Modality(bound.getKey().from())),
                                vectors.get(new Modality(bound.getKey().to()))))
                .toList();
        return Tensors.stack(terms, 0).sum(); // (guesses), to a scalar
    }

    /** The projections of what is guessed, by the pair's name and the sign of labels. */
    Map<String, Projections> project(ByModality<NDArray> vectors, float[] labels) {
        Map<String, Projections> projected = new LinkedHashMap<>();
        bounds.forEach((guess, bound) ->
                projected.put(guess.name(), bound.project(vectors.get(new Modality(guess.to())), labels)));
        return projected;
    }
}
