/** The layout of tables: labels in one, features of each modality in others. */
@NullMarked
package org.derl.datasets.layout.csv;

import org.jspecify.annotations.NullMarked;
