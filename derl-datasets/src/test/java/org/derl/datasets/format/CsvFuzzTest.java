package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.file.ArrayFile;
import org.derl.datasets.array.AnyBytes;
import org.derl.datasets.csv.CsvFormat;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.csv.CsvLayout;
import org.derl.io.Directories;

/**
 * Whatever bytes two tables have, they are read or refused, as files and as labels with features. A form feed divides
 * them. See docs/fuzzing.md.
 */
class CsvFuzzTest {

    private static final Directories NONE = new Directories(Path.of("data"), Path.of("cache"));
    private static final CsvFormat FORMAT =
            new CsvFormat(new CsvFormat.Config(1 << 20, 1 << 16, 1 << 20, 100, "told"), NONE);
    private static final CsvLayout LAYOUT =
            new CsvLayout(new CsvLayout.Config(ByModality.of(Map.of()), "", Missing.EMPTY), NONE);
    private static final byte DIVIDE = '\f';

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        int middle = 0;
        while (middle < bytes.length && bytes[middle] != DIVIDE) {
            middle++;
        }
        byte[] labels = Arrays.copyOf(bytes, middle);
        byte[] audio = Arrays.copyOfRange(bytes, Math.min(middle + 1, bytes.length), bytes.length);
        AnyBytes.readOrRefuse(FORMAT, "labels.csv", labels);
        Path first = Files.write(AnyBytes.folder().resolve("labels.csv"), labels);
        Path second = Files.write(AnyBytes.folder().resolve("audio.csv"), audio);
        try (ArrayFile one = FORMAT.open(first);
                ArrayFile other = FORMAT.open(second)) {
            understand(List.of(one));
            understand(List.of(one, other));
        } catch (IOException e) {
            // The one error that files may end in.
        } finally {
            Files.delete(first);
            Files.delete(second);
        }
    }

    private static void understand(List<ArrayFile> files) throws IOException {
        LAYOUT.nearMiss(files);
        if (LAYOUT.fits(files)) {
            LAYOUT.read(files);
        }
    }
}
