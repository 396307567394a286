package org.derl.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonFormatTest {

    private static final PythonFormat FORMAT = new PythonFormat(new PythonFormat.Config(1 << 16), Read.NO_DIRECTORIES);

    @TempDir
    Path folder;

    private Path file(String program) throws IOException {
        return Files.writeString(folder.resolve("folds.py"), program);
    }

    private static boolean known(String name, String program) {
        return FORMAT.recognizes(Path.of(name), program.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listsOfFoldsAreReadAsTheyAreWritten() throws IOException {
        ArrayFile file = FORMAT.open(
                file(
                        """
                import os
                # folds
                standard_train_fold = ['a-1',
                    "b", # the second
                    u'c',]
                standard_valid_fold=('d',)
                os.system('rm')
                standard_test_fold = []
                other = ['x']
                """));
        assertEquals(List.of("a-1", "b", "c"), Read.texts(file, "standard_train_fold"));
        assertEquals(List.of("d"), Read.texts(file, "standard_valid_fold"));
        assertEquals(List.of(), Read.texts(file, "standard_test_fold"));
        assertEquals(3, file.arrays().size());
    }

    @Test
    void whatWouldHaveToBeRunIsRefused() {
        refused("x = 1\ntrain = ['a', open('b')]\n", ":2: the list train holds something else than texts");
        refused("train = ['a'", ":1: the list train holds something else than texts");
        refused("train = ['a']\ntrain = ['b']\n", "has the list train twice");
        refused("train = ['" + "a".repeat(1 << 16) + "']", "more than bytes = 65536");
    }

    @Test
    void otherProgramsAreNoData() {
        assertTrue(known("folds.py", "standard_train_fold=['a']"));
        assertTrue(known("FOLDS.PY", "x = 1\n  dev_ids = (\n'a'"));
        assertFalse(known("folds.txt", "standard_train_fold=['a']"));
        assertFalse(known("convert.py", "names = ['a']\ndef train(x):\n    train_set = load(x)\n"));
    }

    private void refused(String program, String message) {
        IOException refused = assertThrows(IOException.class, () -> FORMAT.open(file(program)));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
