package org.derl.bench.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.data.SealedSplit;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.tensor.Compute;

/**
 * What samples say. A page holds it where somebody asks for that, for texts of most data sets may not be passed on.
 *
 * @param byId the transcript of each sample; none where nobody asks
 */
public record SampleTexts(Map<String, String> byId) {

    /** Nobody asks. */
    public static final SampleTexts NONE = new SampleTexts(Map.of());

    private static final int ROWS = 64;

    /**
     * Those of a split.
     *
     * @param data whose text is {@link TextCharacters}
     * @param ids of the samples that were predicted, in their order
     * @throws IOException when the split has others
     */
    public static SampleTexts of(DataSet data, SplitName name, List<String> ids) throws IOException {
        Split split = name == SplitName.TEST ? data.test() : data.validation();
        if (!split.ids().equals(ids)) {
            throw new IOException("the samples of the data set " + data.name() + " are not those that were predicted;"
                    + " name the folder of theirs by --data-dir, or leave --with-texts out");
        }
        Split opened = split instanceof SealedSplit sealed ? sealed.open("report --with-texts", 0) : split;
        Map<String, String> texts = new HashMap<>();
        for (List<Integer> rows : opened.batches(ROWS)) {
            Compute.reading(manager ->
                            texts(opened.batch(manager, rows).inputs().get(Modality.TEXT)))
                    .forEach(text -> texts.put(ids.get(texts.size()), text));
        }
        return new SampleTexts(texts);
    }

    /** Of characters (batch, time). */
    private static List<String> texts(Sequence characters) {
        long[] numbers = characters.values().toLongArray();
        int time = characters.time();
        return IntStream.range(0, characters.lengths().length)
                .mapToObj(row -> TextCharacters.text(
                        Arrays.copyOfRange(numbers, row * time, (row + 1) * time),
                        characters.lengths()[row]))
                .toList();
    }

    /** Whether nobody asks. */
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Of a sample, as far as anybody knows it. */
    public String of(String id) {
        return byId.getOrDefault(id, "");
    }
}
