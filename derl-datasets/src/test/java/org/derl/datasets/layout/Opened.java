package org.derl.datasets.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.array.Read;
import org.derl.datasets.csv.CsvFormat;
import org.derl.datasets.format.JsonFormat;
import org.derl.datasets.hdf5.Hdf5Format;

/** Files of several formats, opened. */
final class Opened {

    private static final FileFormat HDF5 =
            new Hdf5Format(new Hdf5Format.Config(1 << 24, 1 << 20, 1 << 24, 1 << 24, 200_000), Read.NO_DIRECTORIES);
    private static final FileFormat CSV =
            new CsvFormat(new CsvFormat.Config(1 << 24, 1 << 24, 1 << 24, 200_000, "told"), Read.NO_DIRECTORIES);
    private static final FileFormat JSON = new JsonFormat(new JsonFormat.Config(1 << 20, 200_000), Read.NO_DIRECTORIES);

    private Opened() {}

    static List<ArrayFile> files(Path folder, String... names) throws IOException {
        List<ArrayFile> files = new ArrayList<>();
        for (String name : names) {
            FileFormat format = name.endsWith(".csv") ? CSV : name.endsWith(".json") ? JSON : HDF5;
            files.add(format.open(folder.resolve(name)));
        }
        return files;
    }
}
