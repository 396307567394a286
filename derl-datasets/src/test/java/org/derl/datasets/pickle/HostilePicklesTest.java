package org.derl.datasets.pickle;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.derl.datasets.pickle.HostilePickles.Hostile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostilePicklesTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> all() {
        return HostilePickles.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void hostileFileEndsInAnErrorThatNamesThePlace(String name, Hostile hostile) {
        IOException error = assertThrows(IOException.class, () -> Pickles.open(folder, hostile.instructions()));
        assertTrue(error.getMessage().startsWith(folder.resolve("hand-made.pkl") + ": byte "), error.getMessage());
        assertTrue(error.getMessage().contains(hostile.message()), error.getMessage());
    }
}
