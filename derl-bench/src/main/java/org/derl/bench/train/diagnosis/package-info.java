/** What choosing among epochs costs, told once it is over. */
@NullMarked
package org.derl.bench.train.diagnosis;

import org.jspecify.annotations.NullMarked;
