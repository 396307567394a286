package org.derl.datasets.store.policy;

/** What happens to a label outside of the declared range. */
public enum OutsideLabels {

    /** It stays; a note counts them. */
    KEEP,

    /** The file is refused; the message names the sample. */
    REFUSE
}
