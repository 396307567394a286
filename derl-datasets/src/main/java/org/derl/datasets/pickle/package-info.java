/** Pickles, read as data: arrays, numbers, texts, lists and dictionaries. Nothing in them is ever run. */
@NullMarked
package org.derl.datasets.pickle;

import org.jspecify.annotations.NullMarked;
