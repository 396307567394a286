/**
 * What every model and part must hold, whoever wrote it: it is asked for by the tests of DERL, by the tests of a plugin,
 * and by {@code derl contract}.
 */
@NullMarked
package org.derl.bench.contract;

import org.jspecify.annotations.NullMarked;
