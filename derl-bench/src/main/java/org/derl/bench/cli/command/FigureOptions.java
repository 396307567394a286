package org.derl.bench.cli.command;

import java.util.EnumSet;
import java.util.Set;
import org.derl.bench.drawing.FigureFormat;
import picocli.CommandLine.Option;

/** The option that says as what figures are written. */
public final class FigureOptions {

    @Option(
            names = "--figures",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Figures in other formats too, beside SVG: png, or pgfplots, which is a file of numbers and one"
                            + " that draws them in a paper.")
    private Set<FigureFormat> formats = EnumSet.noneOf(FigureFormat.class);

    /** The formats beside SVG. */
    public Set<FigureFormat> formats() {
        return formats;
    }
}
