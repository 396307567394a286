package org.derl.bench.trial;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * The result of a trial.
 *
 * @param validation predictions of the validation split by the weights of the best epoch
 * @param test predictions of the test split by the same weights; absent where a search stopped before
 * @param selectionCost by how much the mean absolute error on the test split would have been lower had the epoch been
 *     chosen there; null where that was not diagnosed
 * @param facts of the training
 */
public record TrialResult(
        Predictions validation, @Nullable Predictions test, @Nullable Double selectionCost, Facts facts) {

    /**
     * Numbers that say how the training went.
     *
     * @param parameters how many numbers are trained
     * @param epochs how many ran
     * @param bestEpoch whose weights predict, counted from 1
     * @param seconds of the training, validation after each epoch included
     * @param device where it ran
     * @param engine the tensor engine, its version and its build
     * @param kernels by which a CPU computed; absent in what an older DERL wrote
     * @param processor which that was, and the instructions by which the engine says that it computed; likewise
     * @param notes what a reader must be told of the model, a clause each: what of its settings reaches nothing, and
     *     whether its predictions depend on the batch
     * @param fingerprint a checksum of all that these numbers follow from but the time
     * @param provenance the same thing by thing: settings, data, code ...; by checksums where they are large
     * @param circumstances what else is recorded; absent in what an older DERL wrote
     */
    public record Facts(
            long parameters,
            int epochs,
            int bestEpoch,
            double seconds,
            String device,
            String engine,
            @Nullable String kernels,
            @Nullable String processor,
            List<String> notes,
            String fingerprint,
            Map<String, String> provenance,
            @Nullable Circumstances circumstances) {

        /** Keeps both lists as they are; a file from before there were any has none. */
        public Facts {
            notes = Objects.requireNonNullElse(notes, List.of());
            provenance = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(provenance, Map.of())));
        }
    }
}
