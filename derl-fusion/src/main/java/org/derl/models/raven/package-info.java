/** RAVEN: every word moves by what was heard and seen while it was spoken. */
@NullMarked
package org.derl.models.raven;

import org.jspecify.annotations.NullMarked;
