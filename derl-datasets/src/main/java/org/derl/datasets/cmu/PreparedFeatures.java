package org.derl.datasets.cmu;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.table.FeatureTable;
import org.jspecify.annotations.Nullable;

/**
 * The features of a modality as models read them.
 *
 * @param preparation how raw features become such; null for texts, which a text encoder reads
 */
record PreparedFeatures(FeatureTable table, @Nullable Preparation preparation) {

    /** The tables of some modalities. */
    static ByModality<FeatureTable> tables(Map<Modality, PreparedFeatures> features) {
        return ByModality.of(features.keySet(), modality -> Objects.requireNonNull(features.get(modality))
                .table());
    }

    /** The preparation of those that have one. */
    static ByModality<Preparation> preparation(Map<Modality, PreparedFeatures> features) {
        Map<Modality, Preparation> known = new LinkedHashMap<>();
        features.forEach((modality, own) -> {
            if (own.preparation() != null) {
                known.put(modality, own.preparation());
            }
        });
        return ByModality.of(known.keySet(), modality -> Objects.requireNonNull(known.get(modality)));
    }
}
