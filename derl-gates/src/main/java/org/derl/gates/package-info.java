/** Gates that configuration can choose: each changes one sequence in the light of others. */
@NullMarked
package org.derl.gates;

import org.jspecify.annotations.NullMarked;
