package org.derl.bench.drawing;

/** What figures are written as, beside SVG. */
public enum FigureFormat {
    /** Pixels, two for each unit of the drawing. */
    PNG,
    /** A file of numbers, and one that pgfplots draws from them. */
    PGFPLOTS
}
