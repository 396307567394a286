package org.derl.datasets.store.policy;

/** What happens to a sample without time steps of a modality, which no model could read. */
public enum EmptySequence {

    /** It gets one time step of zeros, which scaling does not change. */
    ZERO_STEP,

    /** Its sample is not loaded. */
    LEAVE_OUT,

    /** The file is refused; the message names the sample. */
    REFUSE
}
