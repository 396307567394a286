package org.derl.bench.executor.slurm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.bench.trial.TrialFolder;
import org.derl.io.AtomicFile;

/**
 * One array of jobs: the trials that they share, the script that they run, and the number that Slurm has given them.
 * Its files stay, so that a later process knows what it has submitted.
 *
 * @param folder {@code slurm/N} below the comparison's
 */
record Submission(Path folder) {

    private static final Pattern NUMBER = Pattern.compile("(\\d+)(;.*)?");
    private static final String FOLDER = "slurm";

    /** Not COMPLETING: what a job runs has ended then, however long its node takes to tidy up. */
    private static final String ALIVE = "PENDING,CONFIGURING,RUNNING,SUSPENDED";

    /** Those of a comparison so far. */
    static List<Submission> of(Path comparison) throws IOException {
        Path all = comparison.resolve(FOLDER);
        List<Submission> submissions = new ArrayList<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
                for (Path folder : folders) {
                    if (Files.isRegularFile(folder.resolve("job"))) {
                        submissions.add(new Submission(folder));
                    }
                }
            }
        }
        return submissions;
    }

    /** Submits trials, as many to a job as settings say. */
    static Submission submit(Path comparison, List<TrialFolder> trials, ArrayScript script)
            throws IOException, InterruptedException {
        Path all = Files.createDirectories(comparison.toAbsolutePath().resolve(FOLDER));
        Path folder = Files.createDirectory(all.resolve(String.valueOf(next(all))));
        Submission submission = new Submission(folder);
        List<String> lines = trials.stream()
                .map(trial -> trial.path().toAbsolutePath().toString())
                .toList();
        AtomicFile.write(submission.trialsFile(), String.join("\n", lines) + "\n");
        Path file = folder.resolve("array.sh");
        AtomicFile.write(file, script.text(folder, submission.trialsFile(), trials.size()));
        String said = SlurmCommand.run(List.of("sbatch", "--parsable", file.toString()));
        Matcher number = NUMBER.matcher(said.lines().reduce("", (former, line) -> line));
        if (!number.matches()) {
            throw new IOException("sbatch says '" + said + "', where the number of a job is expected");
        }
        AtomicFile.write(folder.resolve("job"), number.group(1) + "\n");
        return submission;
    }

    private static int next(Path all) throws IOException {
        Set<Integer> numbers = new TreeSet<>(Set.of(0));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (name.matches("\\d{1,9}")) {
                    numbers.add(Integer.parseInt(name));
                }
            }
        }
        return numbers.stream().reduce(0, Math::max) + 1;
    }

    private Path trialsFile() {
        return folder.resolve("trials.txt");
    }

    /** The number of the array. */
    String job() throws IOException {
        return Files.readString(folder.resolve("job")).strip();
    }

    /** The folders of its trials. */
    Set<Path> trials() throws IOException {
        Set<Path> trials = new HashSet<>();
        Files.readAllLines(trialsFile()).forEach(line -> trials.add(Path.of(line)));
        return trials;
    }

    /** Which arrays among these have jobs that wait or run. */
    static Set<String> alive(List<Submission> submissions) throws IOException, InterruptedException {
        Set<String> alive = new HashSet<>();
        if (!submissions.isEmpty()) {
            // All of this user's: asked for a job that is long over, squeue fails.
            String user = System.getProperty("user.name");
            SlurmCommand.run(List.of("squeue", "--noheader", "--format=%F", "--states=" + ALIVE, "--user=" + user))
                    .lines()
                    .map(String::strip)
                    .forEach(alive::add);
        }
        return alive;
    }
}
