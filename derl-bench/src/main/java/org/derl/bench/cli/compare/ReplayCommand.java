package org.derl.bench.cli.compare;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.TemporaryFolder;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.verify.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code derl replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Trains a finished trial once more, as its folder says, into a folder that is deleted afterwards,"
                + " and prints what differs: what it was made with, and its numbers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Weights, predictions and history are equal to the last bit.",
            "1:Something of them differs, or the training failed; the output says what or why.",
            "2:There is no finished trial in the folder, or a file of it is damaged."
        })
public final class ReplayCommand extends ConfiguredCommand {

    @Parameters(paramLabel = "TRIAL", description = "The folder of a trial, such as runs/planted/derl/seed-1.")
    private Path trial;

    @Inject
    private Configuration configuration;

    @Inject
    private Executors executors;

    @Override
    protected List<Class<?>> needs() {
        return List.of(Executors.class);
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        if (!configuration.overrides().isEmpty()) {
            throw new IllegalArgumentException(
                    "a replay takes its settings from the trial; leave --set and --settings out");
        }
        TrialFolder former = new TrialFolder(trial);
        try (TemporaryFolder temporary = TemporaryFolder.named("derl-replay")) {
            return replay(former, temporary.path());
        } catch (TrialFailedException e) {
            spec.commandLine().getErr().println("the training failed: " + e.getMessage());
            return 1;
        }
    }

    private int replay(TrialFolder former, Path temporary)
            throws IOException, InterruptedException, TrialFailedException {
        Workplace place =
                new Workplace(configuration, temporary, former.readRequest().kernels(), 1);
        try (TrialExecutor processes = executors.executor("local", place)) {
            return tell(Replay.of(former, new TrialFolder(temporary.resolve("trial")), processes));
        }
    }

    private int tell(Replay replay) {
        PrintWriter out = spec.commandLine().getOut();
        replay.made().forEach(difference -> out.println("made with something else: " + difference));
        replay.numbers().forEach(difference -> out.println("differs: " + difference));
        if (replay.isEqual()) {
            out.println("equal: weights, predictions and history, to the last bit");
        } else if (replay.elsewhere()) {
            out.println("It was computed by another processor, device or build of the engine, where last bits may"
                    + " differ; --kernels portable of derl compare avoids this between x86-64 processors.");
        }
        out.flush();
        return replay.isEqual() ? 0 : 1;
    }
}
