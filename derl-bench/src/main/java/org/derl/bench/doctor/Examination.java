package org.derl.bench.doctor;

import java.util.List;

/** Looks for one kind of trouble. */
@FunctionalInterface
interface Examination {

    /** What it finds; nothing where all is well. */
    List<Finding> findings(Examined examined);
}
