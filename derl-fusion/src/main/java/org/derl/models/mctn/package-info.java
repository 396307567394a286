/** MCTN: what is needed to translate words into sounds and faces is what predicts; predictions need words alone. */
@NullMarked
package org.derl.models.mctn;

import org.jspecify.annotations.NullMarked;
