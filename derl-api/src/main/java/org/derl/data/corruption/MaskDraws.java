package org.derl.data.corruption;

import org.derl.data.Modality;

/** The numbers that decide what of a sample is lost: the same whenever, and in whatever order, they are asked for. */
public interface MaskDraws {

    /**
     * Uniform numbers in [0, 1).
     *
     * @param row of the sample in its split
     * @param id of the sample
     * @param count how many, such as one for each time step; fewer are the first of more
     */
    double[] uniform(int row, String id, Modality modality, int count);
}
