package org.derl.bench.executor.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.trial.TrialFolder;

/**
 * What a worker is to do. Where files lie on this machine is no part of a trial, whose numbers do not follow from it,
 * and is told beside.
 *
 * @param list the file of the trials' folders, a line each; {@code -} for standard input up to an empty line, whose end
 *     later says that whoever waits has gone
 * @param first the trial to begin with, from 0; those before it come last
 * @param most how many to run
 * @param data where data lies
 * @param cache where caches lie
 * @param guardsFormulas whether spreadsheets are kept from running ids of predictions as formulas
 * @param tensorBoard whether each trial also writes a file that TensorBoard reads
 */
public record WorkerTask(
        String list, int first, int most, Path data, Path cache, boolean guardsFormulas, boolean tensorBoard) {

    /** The list that stands in standard input. */
    public static final String STANDARD_INPUT = "-";

    /** With the directories of a configuration. */
    public static WorkerTask of(String list, int first, int most, Configuration configuration) {
        return new WorkerTask(
                list,
                first,
                most,
                configuration.directories().data(),
                configuration.directories().cache(),
                configuration.guardsFormulas(),
                configuration.writesTensorBoard());
    }

    /** As {@link #arguments} gives it. */
    public static WorkerTask of(List<String> arguments) {
        return new WorkerTask(
                arguments.get(0),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Path.of(arguments.get(3)),
                Path.of(arguments.get(4)),
                Boolean.parseBoolean(arguments.get(5)),
                Boolean.parseBoolean(arguments.get(6)));
    }

    /** As the main program of a worker takes it. */
    public List<String> arguments() {
        return List.of(
                list,
                String.valueOf(first),
                String.valueOf(most),
                data.toString(),
                cache.toString(),
                String.valueOf(guardsFormulas),
                String.valueOf(tensorBoard));
    }

    boolean endsWithParent() {
        return list.equals(STANDARD_INPUT);
    }

    /**
     * The trials, the first one first.
     *
     * @param in standard input
     */
    public List<TrialFolder> trials(InputStream in) throws IOException {
        List<String> lines = endsWithParent() ? untilEmptyLine(in) : Files.readAllLines(Path.of(list));
        List<TrialFolder> trials = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            trials.add(new TrialFolder(Path.of(lines.get((first + i) % lines.size()))));
        }
        return trials;
    }

    private static List<String> untilEmptyLine(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** What the jars of a class loader say, with files where they lie. */
    public Configuration configuration(ClassLoader loader) {
        return Configuration.of(loader, data, cache)
                .guardingFormulas(guardsFormulas)
                .writingTensorBoard(tensorBoard);
    }
}
