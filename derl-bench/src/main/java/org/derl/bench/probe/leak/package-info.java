/** Whether features know the labels of the training split. */
@NullMarked
package org.derl.bench.probe.leak;

import org.jspecify.annotations.NullMarked;
