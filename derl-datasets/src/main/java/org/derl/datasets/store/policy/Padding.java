package org.derl.datasets.store.policy;

/** What happens to the time steps that pad a sequence to the length of the file's longest one. */
public enum Padding {

    /** They stay where they are, and count as steps like all others. */
    KEEP,

    /** Those in front move after the sequence; all count as steps. */
    TURN,

    /** They are cut off: all steps beyond the length that the file declares, else those of zeros alone at that end. */
    TRIM
}
