package org.derl.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.data.file.ArrayFile;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsFormatTest {

    private static final SafeTensorsFormat FORMAT =
            new SafeTensorsFormat(new SafeTensorsFormat.Config(100), Read.NO_DIRECTORIES);

    private static Path input(String name) {
        return Read.resource(SafeTensorsFormatTest.class, "SafeTensorsFuzzTestInputs/anyBytesAreReadOrRefused/" + name);
    }

    /** The data are the bytes 0, 1, 2 ... */
    @Test
    void tensorsAreArraysByTheirNames() throws IOException {
        Path path = input("three-tensors");
        assertTrue(FORMAT.recognizes(Path.of("any"), Files.readAllBytes(path)));
        try (ArrayFile file = FORMAT.open(path)) {
            assertEquals("float32", Read.array(file, "train", "audio").dtype());
            assertEquals(Float.intBitsToFloat(0x03020100), Read.doubles(file, "train", "audio")[0]);
            assertArrayEquals(
                    new double[] {Float.intBitsToFloat(0x11100000), Float.intBitsToFloat(0x13120000)},
                    Read.doubles(file, "b"));
            assertEquals("bfloat16", Read.array(file, "b").dtype());
            assertEquals((1 + 0x114 / 1024.0) * 0x1p-10, Read.doubles(file, "c")[0]);
        }
    }

    @Test
    void moreArraysThanAFileMayHaveAreRefused() {
        SafeTensorsFormat two = new SafeTensorsFormat(new SafeTensorsFormat.Config(2), Read.NO_DIRECTORIES);
        IOException error = assertThrows(IOException.class, () -> two.open(input("three-tensors")));
        assertTrue(error.getMessage().contains("has more arrays than arrays = 2"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "hostile-overlap, overlap others",
        "hostile-gap, leave a gap",
        "hostile-outside, lie outside",
        "hostile-backwards, overlap others",
        "hostile-huge-shape, the impossible shape",
        "hostile-header-length, its header's length is",
        "hostile-negative-header-length, its header's length is",
        "hostile-twice, appears twice",
        "hostile-deep, cannot be understood",
        "hostile-type, 'is of type OBJECT, which is not read'",
    })
    void unsoundFileIsRefused(String name, String message) {
        IOException error = assertThrows(IOException.class, () -> FORMAT.open(input(name)));
        assertTrue(error.getMessage().startsWith(input(name).toString()), error.getMessage());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
