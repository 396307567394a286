package org.derl.bench.datacheck;

/** How much a finding matters. */
public enum Severity {
    /** Training fails or its results are wrong, unless it is mended. */
    ERROR,

    /** Results may be wrong or may not compare with published ones; somebody should look. */
    WARNING,

    /** Good to know; nothing need be done. */
    NOTE
}
