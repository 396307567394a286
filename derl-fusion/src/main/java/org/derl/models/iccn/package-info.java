/** ICCN: views of audio and vision, each combined with the text, learn to correlate before anything is predicted. */
@NullMarked
package org.derl.models.iccn;

import org.jspecify.annotations.NullMarked;
