package org.derl.datasets.matlab;

import java.io.IOException;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Source;

/** The library's reader, held to bounds that it has not. */
final class BoundedMatlabReader extends Mat5Reader {

    private final MatlabBounds bounds;

    BoundedMatlabReader(Source source, MatlabBounds bounds) {
        super(source);
        this.bounds = bounds;
        setBufferAllocator(bounds);
        // What classes of MATLAB hold is not read.
        disableSubsystemProcessing();
    }

    @Override
    protected Array readNestedArray() throws IOException {
        bounds.enter();
        try {
            return super.readNestedArray();
        } finally {
            bounds.leave();
        }
    }

    /** For what is deflated. */
    @Override
    protected Mat5Reader createChildReader(Source inflated) {
        return new BoundedMatlabReader(inflated, bounds);
    }
}
