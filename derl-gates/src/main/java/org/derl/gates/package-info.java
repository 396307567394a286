/** Gates that configuration can choose: each changes one sequence depending on others. */
@NullMarked
package org.derl.gates;

import org.jspecify.annotations.NullMarked;
