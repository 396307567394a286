/** Says what is wrong with data before anything is trained on it. */
@NullMarked
package org.derl.bench.doctor;

import org.jspecify.annotations.NullMarked;
