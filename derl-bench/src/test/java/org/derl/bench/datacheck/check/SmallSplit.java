package org.derl.bench.datacheck.check;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.derl.data.ByModality;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;

/** A split of a file in MMSA's manner without a fault, which a test may damage. */
public final class SmallSplit {

    /** Time and size of each modality. */
    private static final Map<String, int[]> SHAPES = Map.of(
            "text", new int[] {6, 8},
            "audio", new int[] {9, 3},
            "vision", new int[] {11, 4});

    public final List<String> ids = new ArrayList<>();
    public final List<String> groups = new ArrayList<>();
    public final List<Double> labels = new ArrayList<>();
    public final Map<String, List<Double>> modalityLabels = new LinkedHashMap<>();
    public final List<String> transcripts = new ArrayList<>();
    public final Map<String, Floats> values = new LinkedHashMap<>();
    public final Map<String, List<Integer>> lengths = new LinkedHashMap<>();

    /** So many samples, two a video; the first text feature says the label as clearly as asked. */
    public SmallSplit(String name, int samples, double clearness) {
        Random random = new Random(name.hashCode());
        for (int i = 0; i < samples; i++) {
            groups.add(name + "-video" + i / 2);
            ids.add(groups.get(i) + "$_$" + i);
            labels.add(Math.rint(10 * (random.nextDouble() * 6 - 3)) / 10);
            transcripts.add("words");
        }
        for (String modality : List.of("text", "audio", "vision")) {
            addModality(modality, random);
        }
        for (int i = 0; i < samples; i++) {
            for (int step = 0; step < length("text", i); step++) {
                float noise = (float) ((1 - clearness) * random.nextGaussian());
                get("text").set(i, step, 0, (float) (clearness * labels.get(i)) + noise);
            }
        }
    }

    private void addModality(String modality, Random random) {
        int[] shape = SHAPES.getOrDefault(modality, new int[] {1, 1});
        Floats floats =
                new Floats(new Shape(ids.size(), shape[0], shape[1]), new float[ids.size() * shape[0] * shape[1]]);
        List<Integer> declared = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int length = 1 + random.nextInt(shape[0] - 1);
            declared.add(length);
            for (int step = 0; step < length; step++) {
                for (int column = 0; column < shape[1]; column++) {
                    floats.set(i, step, column, (float) random.nextGaussian());
                }
            }
        }
        values.put(modality, floats);
        lengths.put(modality, declared);
    }

    public Floats get(String modality) {
        return Objects.requireNonNull(values.get(modality));
    }

    public int length(String modality, int sample) {
        return Objects.requireNonNull(lengths.get(modality)).get(sample);
    }

    public FileSplit split() {
        Map<String, FileSequences> features = new LinkedHashMap<>();
        values.forEach((modality, floats) -> features.put(
                modality, new FileSequences(floats, Objects.requireNonNull(lengths.get(modality)), Padding.BACK)));
        return new FileSplit(
                ids, groups, labels, ByModality.of(modalityLabels), ByModality.of(features), null, transcripts);
    }
}
