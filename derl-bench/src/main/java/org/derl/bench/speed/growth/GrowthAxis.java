package org.derl.bench.speed.growth;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.derl.bench.speed.StepData;
import org.derl.data.ByModality;
import org.derl.data.Modality;

/** What of a training step is varied, all else staying as it is. */
public enum GrowthAxis {
    LENGTH,
    BATCH,
    DEPTH,
    MODALITIES;

    private static final int USUAL_MODALITIES = 3;

    /** The data of a step at a value of this. */
    StepData load(GrowthSettings settings, int value) {
        GrowthSettings.Range range = settings.range(this);
        int batch = this == BATCH ? value : Objects.requireNonNullElse(range.batch(), settings.batch());
        int length = this == LENGTH ? value : Objects.requireNonNullElse(range.length(), settings.length());
        int modalities = this == MODALITIES ? value : USUAL_MODALITIES;
        List<Modality> all = List.copyOf(settings.sizes().modalities());
        if (modalities > all.size()) {
            throw new IllegalArgumentException(
                    "derl.speed.growth.sizes knows " + all.size() + " modalities, not " + modalities);
        }
        ByModality<Integer> sizes = settings.sizes().only(all.subList(0, modalities));
        return new StepData(batch, length, length, null, sizes, null);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
