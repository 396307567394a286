package org.derl.bench.predict;

import java.util.Map;
import java.util.TreeMap;
import org.derl.bench.raw.RawSample;
import org.derl.data.Modality;
import org.jspecify.annotations.Nullable;

/** A sample as the user gives it: its name, its text, and raw features of modalities, each (time, size). */
final class GivenSample {

    private final String id;
    private final @Nullable String text;
    private final Map<Modality, float[][]> features;

    /**
     * @param text null where nobody says what is said
     * @param features (time, size) by modality
     */
    GivenSample(String id, @Nullable String text, Map<Modality, float[][]> features) {
        this.id = id;
        this.text = text;
        this.features = new TreeMap<>(features);
    }

    String id() {
        return id;
    }

    /** What is said, in one line; empty where nobody says. */
    String words() {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    boolean has(Modality modality) {
        return features.containsKey(modality) || (modality.equals(Modality.TEXT) && text != null);
    }

    /** The modalities that it has features of. */
    Iterable<Modality> features() {
        return features.keySet();
    }

    /**
     * The sample with these modalities alone.
     *
     * @param inWords whether text is read in words where there are any, else as features where there are some
     */
    RawSample only(Iterable<Modality> modalities, boolean inWords) {
        RawSample sample = RawSample.named(id);
        for (Modality modality : modalities) {
            float[][] steps = features.get(modality);
            if (text != null && modality.equals(Modality.TEXT) && (inWords || steps == null)) {
                sample = sample.text(text);
            } else if (steps != null) {
                sample = sample.features(modality.name(), steps);
            }
        }
        return sample;
    }
}
