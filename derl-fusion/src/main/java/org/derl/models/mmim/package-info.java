/** MMIM: bounds of what modalities share with one another and with what is made of them. */
@NullMarked
package org.derl.models.mmim;

import org.jspecify.annotations.NullMarked;
