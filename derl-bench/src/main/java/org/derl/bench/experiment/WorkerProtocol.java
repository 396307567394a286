package org.derl.bench.experiment;

import java.io.PrintStream;
import java.util.Optional;
import org.derl.bench.train.Progress;

/** The lines by which a worker tells how far it is, and why it gave up. */
final class WorkerProtocol {

    private static final String EPOCH = "epoch";
    private static final String STEP = "step";
    private static final String FAILED = "failed ";
    /** Stands for the end of a line within a reason. */
    private static final char LINE = '\u001e';

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

    /** Writes why there is no result. */
    static void fail(PrintStream out, String reason) {
        out.println(FAILED + reason.replace('\n', LINE));
        out.flush();
    }

    /** Passes progress on; returns the reason where the line says why there is no result. */
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
        } else if (line.startsWith(FAILED)) {
            return Optional.of(line.substring(FAILED.length()).replace(LINE, '\n'));
        }
        return Optional.empty();
    }
}
