package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Its schedule is held to PyTorch's by the parity of optimizers. */
class PlateauTest {

    @Test
    void settingsMustMakeSense() {
        assertThrows(IllegalArgumentException.class, () -> new Plateau(1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Plateau(0, 2));
        assertThrows(IllegalArgumentException.class, () -> new Plateau(0.5, -1));
    }
}
