package org.derl.datasets.cmu;

/** What happens to a feature that is not a number, or infinite. */
enum NonFinite {

    /** The data set is refused; the message names the sample and the column. */
    REFUSE,

    /** The mean of the column over the training split takes its place; a note of the data set counts them. */
    IMPUTE
}
