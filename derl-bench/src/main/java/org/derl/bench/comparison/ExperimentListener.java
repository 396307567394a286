package org.derl.bench.comparison;

import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;

/** Is told how an experiment goes; by several threads at once. */
public interface ExperimentListener {

    /** A trial begins; what is returned is told how far it is. */
    Progress started(Trial trial);

    /** A trial has given a result. */
    void finished(Trial trial, TrialResult result);

    /** A trial has given no result. */
    void failed(Trial trial, String reason);
}
