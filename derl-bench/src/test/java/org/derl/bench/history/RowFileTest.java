package org.derl.bench.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training's terms may end before it does, as ICCN's correlation, or begin later. */
class RowFileTest {

    @TempDir
    Path directory;

    @Test
    void aRowThatLacksAColumnLeavesItEmpty() throws IOException {
        assertEquals(
                List.of("epoch,loss/a,loss/b,validation/mae", "1,2.0,3.0,0.5", "2,,4.0,0.25", "3,,5.0,0.125"),
                written(
                        row("epoch", 1, "loss/a", 2.0, "loss/b", 3.0, "validation/mae", 0.5),
                        row("epoch", 2, "loss/b", 4.0, "validation/mae", 0.25),
                        row("epoch", 3, "loss/b", 5.0, "validation/mae", 0.125)));
    }

    @Test
    void aNewColumnIsEmptyInTheRowsBefore() throws IOException {
        assertEquals(
                List.of("epoch,loss/a,loss/b,validation/mae", "1,,3.0,0.5", "2,4.0,5.0,0.25", "3,,6.0,0.125"),
                written(
                        row("epoch", 1, "loss/b", 3.0, "validation/mae", 0.5),
                        row("epoch", 2, "loss/a", 4.0, "loss/b", 5.0, "validation/mae", 0.25),
                        row("epoch", 3, "loss/b", 6.0, "validation/mae", 0.125)));
    }

    @Test
    void whatIsWrittenSoIsReadByTheNamesOfItsColumns() throws IOException {
        written(
                row("epoch", 1, "loss/a", 2.0, "validation/mae", 0.5, "best", true),
                row("epoch", 2, "validation/mae", 0.25, "best", true));
        assertEquals(
                Map.of("mae", List.of(0.5, 0.25)),
                EpochHistory.read(directory.resolve("rows.csv")).validation());
    }

    @Test
    void aFileWhoseRowsAreShorterIsRefusedByName() throws IOException {
        Path file = directory.resolve("history.csv");
        Files.writeString(file, "epoch,loss/a,validation/mae,best\n1,2.0,0.5,true\n2,0.25,true\n");
        IOException refused = assertThrows(IOException.class, () -> EpochHistory.read(file));
        assertTrue(
                refused.getMessage().startsWith(file + " is damaged: line 3 has 3 cells below 4 names"),
                refused::toString);
    }

    @SafeVarargs
    private List<String> written(Map<String, Object>... rows) throws IOException {
        Path file = directory.resolve("rows.csv");
        try (RowFile written = new RowFile(file)) {
            for (Map<String, Object> row : rows) {
                written.write(row);
                assertTrue(Files.readString(file).contains("\n" + row.get("epoch") + ","), "at once");
            }
        }
        return Files.readAllLines(file);
    }

    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
