package org.derl.data.corruption;

import java.util.Collection;
import java.util.Set;
import org.derl.data.Modality;

/** How much of each sample is lost. */
@FunctionalInterface
public interface Rates {

    /**
     * The rate of a sample's modality.
     *
     * @param row of the sample in its split
     * @param id of the sample
     * @return from 0, nothing, to 1, everything
     */
    double of(int row, String id, Modality modality);

    /** One rate for all samples of some modalities; nothing of others is lost. */
    static Rates of(double rate, Collection<Modality> modalities) {
        Set<Modality> some = Set.copyOf(modalities);
        return (row, id, modality) -> some.contains(modality) ? rate : 0;
    }
}
