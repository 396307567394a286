/**
 * What every model and part must hold, whoever wrote it: it is asked for by the tests of DERL, by the tests of a
 * plugin, and by {@code derl contract}. It knows no test framework, so that all three can run the same classes out of
 * the same jar.
 */
@NullMarked
package org.derl.bench.contract;

import org.jspecify.annotations.NullMarked;
