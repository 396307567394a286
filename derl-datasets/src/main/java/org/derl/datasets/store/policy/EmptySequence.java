package org.derl.datasets.store.policy;

/** What happens to a sample that has no step of a modality, which no model could read. */
public enum EmptySequence {

    /** It gets one step of zeros, which no scaling changes. */
    ZERO_STEP,

    /** Its sample is not loaded. */
    LEAVE_OUT,

    /** The file is refused; the message names the sample. */
    REFUSE
}
