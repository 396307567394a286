package org.derl.datasets.array;

import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;

/** A file whose arrays need nothing that must be closed. */
public record FileArrays(Path path, List<NamedArray> arrays) implements ArrayFile {

    /** Keeps the arrays as they are. */
    public FileArrays {
        arrays = List.copyOf(arrays);
    }
}
