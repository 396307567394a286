package org.derl.bench.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.derl.part.Pass;

/** The Gaussian draws that a reference had, one after the other, where a fixture holds them among its inputs. */
final class FixtureDraws {

    private FixtureDraws() {}

    /** A pass with the draws of a step, counted from 1; the same pass where the correspondence names none. */
    static Pass of(Pass pass, Fixture fixture, Correspondence correspondence, int step) {
        Iterator<String> names = correspondence.draws(step).iterator();
        if (!names.hasNext()) {
            return pass;
        }
        return pass.drawing((manager, shape) -> {
            try {
                return fixture.inputs().read(manager, names.next());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
