package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.List;
import org.derl.data.Modality;

/**
 * What of the inputs is lost.
 *
 * @param name all, or that of a modality
 * @param modalities of which it is
 */
public record LostPart(String name, List<Modality> modalities) {

    /** All modalities together, then each by itself, of those that can be lost. */
    static List<LostPart> of(List<Modality> modalities) {
        List<LostPart> parts = new ArrayList<>();
        if (modalities.size() > 1) {
            parts.add(new LostPart("all", modalities));
        }
        modalities.forEach(modality -> parts.add(new LostPart(modality.name(), List.of(modality))));
        return parts;
    }
}
