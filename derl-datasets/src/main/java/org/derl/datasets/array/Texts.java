package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.file.TextArray;

/**
 * Texts in memory.
 *
 * @param dtype numpy's name, such as str672, or object
 */
public record Texts(String dtype, Shape shape, List<String> texts) implements TextArray {

    /** Keeps the texts as they are. */
    public Texts {
        texts = List.copyOf(texts);
    }
}
