package org.derl.bench.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.Split;
import org.derl.data.corruption.Corruption;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.data.corruption.Rates;
import org.derl.io.Reason;

/**
 * What trained models are let predict: a split as it is, without one of its modalities, and with one of them shuffled
 * among samples.
 *
 * @param training on whose batches gradients are computed
 * @param clean the split
 * @param dropped by modality; empty where nobody says what stands for a lost token
 * @param shuffled by modality
 */
record ProbedInputs(Split training, Split clean, Map<String, Split> dropped, Map<String, Split> shuffled) {

    /**
     * Those of a split of a data set.
     *
     * @param notes get what is left out, a sentence each
     */
    static ProbedInputs of(DataSet data, Split split, Consumer<String> notes) {
        Map<String, Split> dropped = new LinkedHashMap<>();
        try {
            dropped.putAll(each(Form.WHOLE_MODALITY, data, split));
        } catch (IllegalArgumentException e) {
            notes.accept("What comes of a modality's loss is left out: " + Reason.of(e) + ".");
        }
        return new ProbedInputs(data.training(), split, dropped, each(Form.SHUFFLED, data, split));
    }

    /** The split with each of its modalities changed in turn, by modality. */
    private static Map<String, Split> each(Form form, DataSet data, Split split) {
        ByModality<FeatureShape> shapes = data.schema().inputs();
        Corruption corruption = new Corruption(
                form, CorruptionProtocol.DERL.draws(data.name(), shapes, split.size()), shapes, data.training());
        Map<String, Split> splits = new LinkedHashMap<>();
        shapes.modalities()
                .forEach(modality -> splits.put(modality.name(), corruption.of(split, Rates.of(1, List.of(modality)))));
        return splits;
    }
}
