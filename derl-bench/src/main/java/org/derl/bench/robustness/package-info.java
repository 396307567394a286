/** How well trained models bear incomplete inputs. */
@NullMarked
package org.derl.bench.robustness;

import org.jspecify.annotations.NullMarked;
