package org.derl.bench.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.util.Optional;
import org.derl.bench.train.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The lines by which a worker tells how far a trial is, and what came of it. Whatever else a worker prints is among them,
 * and belongs into the trial's log.
 */
final class WorkerProtocol {

    /** Begins what is said, even where something else has left its line unfinished. */
    private static final char MARK = '\u0001';

    private static final String EPOCH = "epoch";
    private static final String STEP = "step";
    private static final String SAID = "said";
    private static final String RESULT = "result";
    private static final String FAILED = "failed";
    private static final String OUT_OF_MEMORY = "out-of-memory";
    /** Represents the end of a line within a reason. */
    private static final String LINE = "\u001e";

    private WorkerProtocol() {}

    /**
     * The end of a trial.
     *
     * @param reason why there is no result; null where there is one
     * @param outOfMemory whether that is because memory was wanting
     */
    record Ended(@Nullable String reason, boolean outOfMemory) {

        static final Ended WITH_RESULT = new Ended(null, false);

        static Ended without(String reason) {
            return new Ended(reason, false);
        }

        static Ended outOfMemory(String reason) {
            return new Ended(reason, true);
        }
    }

    /** Writes progress as lines. */
    static Progress writer(PrintStream out) {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                say(
                        out,
                        String.join(
                                " ",
                                EPOCH,
                                String.valueOf(epoch.epoch()),
                                String.valueOf(epoch.epochs()),
                                String.valueOf(epoch.trainingLoss()),
                                String.valueOf(epoch.validationError()),
                                String.valueOf(epoch.best())));
            }

            @Override
            public void stepped(int epoch, int step, int steps) {
                say(out, STEP + " " + epoch + " " + step + " " + steps);
            }

            @Override
            public void said(String line) {
                say(out, SAID + " " + line.replaceAll("\\R", LINE));
            }
        };
    }

    /** Writes what came of the trial. */
    static void end(PrintStream out, Ended ended) {
        String reason = ended.reason();
        String word = ended.outOfMemory() ? OUT_OF_MEMORY : FAILED;
        say(out, reason == null ? RESULT : word + " " + reason.replaceAll("\\R", LINE));
    }

    private static void say(PrintStream out, String message) {
        out.println(MARK + message);
        out.flush();
    }

    /**
     * Passes on what a line says.
     *
     * @param log of what is printed beside
     * @return what came of the trial, where the line says so
     */
    static Optional<Ended> read(String line, Progress progress, Writer log) {
        int mark = line.indexOf(MARK);
        if (mark != 0) {
            write(mark < 0 ? line : line.substring(0, mark), log);
        }
        return mark < 0 ? Optional.empty() : readMarked(line.substring(mark + 1), progress);
    }

    private static void write(String line, Writer log) {
        try {
            log.write(line + System.lineSeparator());
            log.flush();
        } catch (IOException e) {
            // a trial does not end for want of its log
        }
    }

    private static Optional<Ended> readMarked(String message, Progress progress) {
        String[] words = message.split(" ", -1);
        switch (words[0]) {
            case EPOCH ->
                progress.finished(new Progress.Epoch(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Double.parseDouble(words[3]),
                        Double.parseDouble(words[4]),
                        Boolean.parseBoolean(words[5])));
            case STEP ->
                progress.stepped(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case SAID -> progress.said(message.substring(SAID.length() + 1).replace(LINE, "\n"));
            case RESULT -> {
                return Optional.of(Ended.WITH_RESULT);
            }
            case FAILED, OUT_OF_MEMORY -> {
                String reason = message.substring(words[0].length() + 1).replace(LINE, "\n");
                return Optional.of(new Ended(reason, words[0].equals(OUT_OF_MEMORY)));
            }
            default -> throw new IllegalStateException("a worker says '" + message + "'");
        }
        return Optional.empty();
    }
}
