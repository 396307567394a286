package org.derl.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Everything that a model must know about a data set to be built.
 *
 * @param inputs the shape of each modality, under the role that it plays
 * @param task what is predicted
 */
public record Schema(ByModality<FeatureShape> inputs, Task task) {

    /** Those of these modalities that the data set has, in the given order. */
    public List<Modality> present(Collection<Modality> modalities) {
        return modalities.stream().filter(inputs::has).toList();
    }

    /**
     * Checks that the data set has all of these modalities.
     *
     * @param need in words
     * @throws IllegalArgumentException when it lacks one; the message says which there are
     */
    public void require(String need, Modality... modalities) {
        require(need, Arrays.stream(modalities).allMatch(inputs::has));
    }

    /**
     * Checks what a model needs of the modalities.
     *
     * @param need in words
     * @throws IllegalArgumentException when the data set does not have it; the message says which modalities there are
     */
    public void require(String need, boolean met) {
        if (!met) {
            throw new IllegalArgumentException(need + ", but the data set has " + inputs.modalities());
        }
    }
}
