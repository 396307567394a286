package org.derl.data.likeness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollinearityTest {

    @Test
    void aLineIsOneWhateverItsSlope() {
        List<Double> labels = List.of(1., -2., 0.5);
        assertEquals(1, Collinearity.of(labels, List.of(-1., 2., -0.5)), 1e-12);
        assertEquals(1, Collinearity.of(labels, List.of(7., 1., 6.)), 1e-12);
        assertEquals(0, Collinearity.of(labels, List.of(3., 3., 3.)));
        assertEquals(0.5, Collinearity.of(List.of(1., 2., 3.), List.of(1., 3., 2.)), 1e-12);
    }
}
