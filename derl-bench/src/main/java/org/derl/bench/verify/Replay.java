package org.derl.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.trial.Differences;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.eval.Predictions;

/**
 * A finished trial that was trained once more, from what its folder asks for.
 *
 * @param made by what the two differ that numbers may follow from, or that is recorded of where they ran
 * @param numbers which of their numbers differ, a clause for each file; none where they are equal to the last bit
 * @param elsewhere whether they were computed differently, so that bits may differ
 */
public record Replay(List<String> made, List<String> numbers, boolean elsewhere) {

    /**
     * Trains the trial of a folder again.
     *
     * @param again an empty folder for it
     * @param executor runs it
     * @throws IOException when there is no finished trial in the folder, or a file of it is damaged
     * @throws TrialFailedException when the training gives no result
     */
    public static Replay of(TrialFolder former, TrialFolder again, TrialExecutor executor)
            throws IOException, TrialFailedException, InterruptedException {
        Trial trial = former.readRequest();
        if (!former.isComplete()) {
            throw new IOException("the trial in " + former.path() + " has not come to its end; run it again");
        }
        TrialResult then = former.read();
        again.ask(trial);
        executor.run(again);
        TrialResult now = again.read();
        return new Replay(Differences.between(former, again), numbers(former, then, again, now), elsewhere(then, now));
    }

    /** Whether all numbers are equal to the last bit. */
    public boolean isEqual() {
        return numbers.isEmpty();
    }

    private static boolean elsewhere(TrialResult then, TrialResult now) {
        return !Objects.equals(then.facts().processor(), now.facts().processor())
                || !Objects.equals(then.facts().kernels(), now.facts().kernels())
                || !then.facts().engine().equals(now.facts().engine())
                || !then.facts().device().equals(now.facts().device());
    }

    private static List<String> numbers(TrialFolder former, TrialResult then, TrialFolder again, TrialResult now)
            throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < former.numbers().size(); i++) {
            Path file = former.numbers().get(i);
            Path other = again.numbers().get(i);
            if (Files.exists(file) != Files.exists(other)) {
                numbers.add(file.getFileName() + " is there once alone");
            } else if (Files.exists(file) && Files.mismatch(file, other) >= 0) {
                numbers.add(file.getFileName() + " differs from byte " + Files.mismatch(file, other) + " on");
            }
        }
        compare("validation", then.validation(), now.validation(), numbers);
        if (then.test() != null && now.test() != null) {
            compare("test", then.test(), now.test(), numbers);
        }
        return numbers;
    }

    private static void compare(String split, Predictions then, Predictions now, List<String> numbers) {
        if (!then.ids().equals(now.ids()) || !then.labels().equals(now.labels())) {
            numbers.add("the " + split + " split has other samples or labels");
            return;
        }
        long differing = 0;
        double most = 0;
        for (int row = 0; row < then.size(); row++) {
            double difference =
                    Math.abs(then.predictions().get(row) - now.predictions().get(row));
            differing += difference > 0 ? 1 : 0;
            most = Math.max(most, difference);
        }
        if (differing > 0) {
            numbers.add(differing + " of " + then.size() + " predictions of the " + split + " split differ, by up to "
                    + most);
        }
    }
}
