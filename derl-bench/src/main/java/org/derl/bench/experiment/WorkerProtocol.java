package org.derl.bench.experiment;

import java.io.PrintStream;
import java.util.Optional;
import org.derl.bench.train.Progress;

/** The lines by which a worker tells how far it is. */
final class WorkerProtocol {

    private static final String EPOCH = "epoch";
    private static final String STEP = "step";

    private WorkerProtocol() {}

    /** Writes progress as lines. */
    static Progress writer(PrintStream out) {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                out.println(String.join(
                        " ",
                        EPOCH,
                        String.valueOf(epoch.epoch()),
                        String.valueOf(epoch.epochs()),
                        String.valueOf(epoch.trainingLoss()),
                        String.valueOf(epoch.validationError()),
                        String.valueOf(epoch.best())));
                out.flush();
            }

            @Override
            public void stepped(int epoch, int step, int steps) {
                out.println(STEP + " " + epoch + " " + step + " " + steps);
                out.flush();
            }
        };
    }

    /** Passes a line on; returns it where it is none of a worker's progress. */
    static Optional<String> read(String line, Progress progress) {
        String[] words = line.split(" ", -1);
        if (words.length == 6 && words[0].equals(EPOCH)) {
            progress.finished(new Progress.Epoch(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Double.parseDouble(words[3]),
                    Double.parseDouble(words[4]),
                    Boolean.parseBoolean(words[5])));
        } else if (words.length == 4 && words[0].equals(STEP)) {
            progress.stepped(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        } else {
            return Optional.of(line);
        }
        return Optional.empty();
    }
}
