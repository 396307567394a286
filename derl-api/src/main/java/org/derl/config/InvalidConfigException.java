package org.derl.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings that cannot be used: every mistake, each with its place. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Sorts the problems by place. */
    public InvalidConfigException(Collection<Problem> problems) {
        super(describe(problems.stream().sorted().distinct().toList()));
        this.problems = problems.stream().sorted().distinct().toList();
    }

    /** The problems, sorted by place. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        int width = problems.stream()
                .mapToInt(problem -> problem.location().length())
                .max()
                .orElse(0);
        return problems.stream()
                .map(problem -> String.format(
                        Locale.ROOT,
                        "%-" + Math.max(1, width) + "s  %s",
                        problem.location(),
                        (problem.path() + " " + problem.message()).strip()))
                .collect(Collectors.joining("\n"));
    }
}
