/** What a trained model can be trusted with: which inputs it uses, what each of its parts does, and what leaks. */
@NullMarked
package org.derl.bench.probe;

import org.jspecify.annotations.NullMarked;
