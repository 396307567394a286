package org.derl.datasets.layout;

import java.io.IOException;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.NumberArray;

/** Finds at which end sequences are padded, where the publication does not say. */
public final class PaddedEnd {

    /** As many samples tell, and cost little to look at in a large file. */
    private static final int SAMPLES = 200;

    private static final int AXES = 3;

    private PaddedEnd() {}

    /** That of all splits, told by the training split. */
    static Padding of(List<ArrayFile> files, String content) throws IOException {
        return of(SplitEntries.of(files, SplitEntries.TRAINING).get(content).numbers(AXES));
    }

    /** The front, where more of the first sequences begin with more steps of zeros than they end with. */
    private static Padding of(NumberArray values) throws IOException {
        long rows = Math.min(SAMPLES, values.shape().get(0));
        int size = Math.toIntExact(values.shape().get(2));
        float[] sequence = new float[Math.toIntExact(values.shape().get(1) * size)];
        int fronts = 0;
        int backs = 0;
        for (long row = 0; row < rows; row++) {
            values.floats(row * sequence.length, sequence, 0, sequence.length);
            int first = 0;
            while (first < sequence.length && sequence[first] == 0) {
                first++;
            }
            int last = sequence.length - 1;
            while (last >= first && sequence[last] == 0) {
                last--;
            }
            int before = first / size;
            int after = (sequence.length - 1 - last) / size;
            fronts += last >= first && before > after ? 1 : 0;
            backs += before < after ? 1 : 0;
        }
        return fronts > backs ? Padding.FRONT : Padding.BACK;
    }

    /**
     * That of sequences whose lengths are declared: the front, where more of the first have zeros within their length
     * and numbers after it than the other way round.
     *
     * @param lengths as declared; where there are none, zeros alone decide
     */
    public static Padding of(NumberArray values, List<Integer> lengths) throws IOException {
        if (lengths.isEmpty()) {
            return of(values);
        }
        long time = values.shape().get(1);
        int fronts = 0;
        int backs = 0;
        for (int row = 0; row < Math.min(SAMPLES, lengths.size()); row++) {
            long length = lengths.get(row);
            if (length < time) {
                boolean first = isZero(values, row * time);
                boolean last = isZero(values, row * time + time - 1);
                fronts += first && !last ? 1 : 0;
                backs += last && !first ? 1 : 0;
            }
        }
        return fronts > backs ? Padding.FRONT : Padding.BACK;
    }

    /** What is padded in front, in words that go on after the name of a layout; empty where nothing is. */
    public static String inWords(ByModality<FileSequences> features) {
        List<String> fronts = features.modalities().stream()
                .filter(modality -> features.get(modality).padding() == Padding.FRONT)
                .map(Modality::name)
                .toList();
        return fronts.isEmpty() ? "" : ", with the padding of " + String.join(" and ", fronts) + " in front";
    }

    private static boolean isZero(NumberArray values, long step) throws IOException {
        float[] features = new float[Math.toIntExact(values.shape().get(2))];
        values.floats(step * features.length, features, 0, features.length);
        for (float feature : features) {
            if (feature != 0) {
                return false;
            }
        }
        return true;
    }
}
