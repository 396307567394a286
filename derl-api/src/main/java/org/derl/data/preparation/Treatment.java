package org.derl.data.preparation;

/** What happens to a number that is not finite. */
public enum Treatment {

    /** It stays. */
    KEEP,

    /** Zero takes its place. */
    ZERO,

    /** The mean of its column over the training part takes its place when it is loaded. */
    TRAINING_MEAN,

    /** The file is refused; the message names the sample, the step and the column. */
    REFUSE
}
