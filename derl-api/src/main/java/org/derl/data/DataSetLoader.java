package org.derl.data;

import java.io.IOException;
import org.derl.config.Kind;
import org.derl.io.Directories;

/** Reads or makes a data set. Its recipe is given the {@link Directories}. */
public interface DataSetLoader {

    /** The kind that jars offer it by; a recipe is given where files lie. */
    Kind<Directories, DataSetLoader> KIND = Kind.of(DataSetLoader.class);

    /**
     * Loads the data set.
     *
     * @throws IOException when a file is missing or damaged; the message names it and says what to do
     */
    DataSet load() throws IOException;
}
