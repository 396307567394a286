package org.derl.bench.comparison;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.derl.eval.Predictions;

/** Rows of models that were trained, by what they predict. */
public final class PredictedSystem {

    private PredictedSystem() {}

    /** One that predicts the same on both splits. */
    public static ComparedSystem of(String name, String title, String textEncoder, List<Predictions> seeds) {
        return new ComparedSystem(
                name,
                title,
                textEncoder,
                OptionalLong.of(3),
                1.5,
                seeds,
                seeds,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }
}
