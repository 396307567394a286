package org.derl.data;

import java.io.IOException;

/** Reads or makes a data set. Its recipe is given the {@link Directories}. */
public interface DataSetLoader {

    /**
     * Loads the data set.
     *
     * @throws IOException when a file is missing or damaged; the message names it and says what to do
     */
    DataSet load() throws IOException;
}
