package org.derl.config;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.part.UtteranceEncoder;
import org.jspecify.annotations.Nullable;

/** A few parts and the settings of models that use them, for tests of configuration; none of them computes anything. */
final class SmallCatalog {

    static final Catalog CATALOG = new Catalog(List.of(
            new Entry<>(UtteranceEncoder.class, "lstm", Lstm.class, SmallCatalog::encoder, "the first jar"),
            new Entry<>(UtteranceEncoder.class, "mean", Nothing.class, SmallCatalog::encoder, "the first jar"),
            new Entry<>(Fusion.class, "low-rank", LowRank.class, (config, sizes) -> new Joined(), "the second jar"),
            new Entry<>(Fusion.class, "max", Nothing.class, (config, sizes) -> new Joined(), "the second jar"),
            new Entry<>(FusionLoss.class, "euclidean", Nothing.class, SmallCatalog::euclidean, "the second jar")));

    private SmallCatalog() {}

    record Nothing() {}

    record Lstm(int hidden, int layers, int size) {
        Lstm {
            if (hidden < 1 || layers < 1 || size < 1) {
                throw new IllegalArgumentException("hidden, layers and size must be positive");
            }
        }
    }

    record LowRank(int rank) {}

    enum Loss {
        ABSOLUTE,
        SQUARED,
        NOT_YET
    }

    record Limits(double rate, int epochs) {}

    record Tfn(
            int postFusion,
            ByModality<Blueprint<FeatureShape, UtteranceEncoder>> encoders,
            Blueprint<ByModality<Integer>, Fusion> fusion,
            List<Integer> sizes,
            double dropout,
            boolean range,
            Loss loss,
            Path weights,
            Limits limits,
            @Nullable String note) {}

    record Misa(
            ByModality<Blueprint<FeatureShape, UtteranceEncoder>> encoders,
            ByModality<Integer> heads,
            Blueprint<ByModality<Integer>, FusionLoss> similarity) {}

    record Losses(Blueprint<ByModality<Integer>, FusionLoss> agreement) {}

    /** Values of every kind that has a form of its own. */
    record Kinds(
            long seed,
            double rate,
            boolean range,
            String title,
            Path folder,
            Loss loss,
            List<Double> rates,
            Map<String, Long> counts,
            ByModality<List<String>> sources,
            @Nullable Limits limits,
            List<Blueprint<ByModality<Integer>, Fusion>> fusions) {}

    private static UtteranceEncoder encoder(Record config, FeatureShape input) {
        return new UtteranceEncoder() {
            @Override
            public NDArray encode(Pass pass, Sequence sequence) {
                return sequence.values();
            }

            @Override
            public int size() {
                return input.size();
            }
        };
    }

    private static FusionLoss euclidean(Nothing config, ByModality<Integer> sizes) {
        if (sizes.values().stream().distinct().count() != 1) {
            throw new IllegalArgumentException("compares views of one size, but they are " + sizes);
        }
        return (pass, one, other, batch) -> one.vectors().sub(other.vectors());
    }

    private static final class Joined implements Fusion {
        @Override
        public NDArray fuse(Pass pass, Representations representations) {
            return representations.vectors().values().get(0);
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
