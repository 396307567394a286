package org.derl.bench.datacheck;

import java.util.List;

/** Looks for one kind of trouble. */
@FunctionalInterface
public interface Examination {

    /** What it finds; nothing where all is well. */
    List<Finding> findings(Examined examined);
}
