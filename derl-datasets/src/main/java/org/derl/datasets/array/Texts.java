package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.derl.data.file.TextArray;

/**
 * Texts in memory.
 *
 * @param dtype numpy's name, such as str672, or object
 * @param charset in which the file has those that it writes as bytes
 */
public record Texts(String dtype, Shape shape, List<String> texts, Charset charset) implements TextArray {

    /** Keeps the texts as they are. */
    public Texts {
        texts = List.copyOf(texts);
    }

    /** Texts that are none of bytes, or of UTF-8. */
    public Texts(String dtype, Shape shape, List<String> texts) {
        this(dtype, shape, texts, StandardCharsets.UTF_8);
    }
}
