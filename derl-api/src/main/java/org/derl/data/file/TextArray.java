package org.derl.data.file;

import java.util.List;

/** An array of texts, or a list of them. */
public interface TextArray extends StoredArray {

    /** All elements in C order. */
    List<String> texts();
}
