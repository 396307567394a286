package org.derl.bench.predictions;

import java.util.List;

/** A file of predictions that cannot be used: every mistake, each with its place and what to do. */
public final class InvalidPredictionsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** One line a mistake, in the order of the file. */
    InvalidPredictionsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
