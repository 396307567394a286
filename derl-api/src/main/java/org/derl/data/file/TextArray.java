package org.derl.data.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An array of texts, or a list of them. */
public interface TextArray extends StoredArray {

    /** All elements in C order. */
    List<String> texts();

    /** In which the file has them, where it writes them as bytes. */
    default Charset charset() {
        return StandardCharsets.UTF_8;
    }
}
