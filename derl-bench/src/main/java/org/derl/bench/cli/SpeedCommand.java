package org.derl.bench.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.speed.Peer;
import org.derl.bench.speed.StepData;
import org.derl.bench.speed.TrainingSteps;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.io.Directories;
import org.derl.tensor.Compute;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code derl speed}. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        description = "Takes training steps of a model on random data and prints what they cost.",
        footer = {
            "",
            "Times are processor times of the training thread: others on the machine disturb them little.",
            "Times of different machines, or of one machine at different hours, say nothing about each other;",
            "with --against, the steps of both programs alternate and the median of their paired ratios counts.",
            "",
            "A peer is any program that takes --batch, --length and --MODALITY SIZE, --tokens VOCABULARY in place of"
                    + " --text",
            "SIZE where the text is token numbers, and where sequences are to be padded --lengths N,N..., those of all",
            "samples. It prints",
            "  ready PARAMETERS NAME",
            "and answers each line of its input, a number of steps, with as many milliseconds on one line.",
            "derl-bench/peers holds models in PyTorch."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The figures were printed.",
            "2:An argument or a setting cannot be used, or the peer is none; see the message."
        })
final class SpeedCommand extends ConfiguredCommand {

    private static final int STEPS_ALONE = 30;
    private static final int STEPS_A_ROUND = 5;
    private static final String AGAINST_BUILD = "--against-build";

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
    private String model;

    @Option(
            names = "--text-encoder",
            defaultValue = "as-is",
            paramLabel = "NAME",
            description = {
                "What comes before the model and is part of each step, trained where its name says so; ./derl models"
                        + " lists",
                "them (default: ${DEFAULT-VALUE}). Its text is random tokens. Weights are fetched where they are"
                        + " missing.",
                "The model trains by its own settings, not by the recipe that derl compare takes from the text encoder."
            })
    private String textEncoder;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Measured steps (default: " + STEPS_ALONE + "; with --against " + STEPS_A_ROUND + " a round).")
    private @Nullable Integer steps;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            paramLabel = "N",
            description = "Steps before those that are measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Mixin
    private LoadOptions load;

    @Option(names = "--device", defaultValue = "cpu", description = "auto, cpu, gpu0 ... (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of all randomness (default: 1).")
    private long seed;

    @Option(
            names = "--collect",
            description = "Provoke a garbage collection within each step, between forward and backward, and after it.")
    private boolean collecting;

    @Option(
            names = "--memory-every",
            defaultValue = "0",
            paramLabel = "N",
            description = "Print resident memory and living native arrays after every N steps.")
    private int memoryEvery;

    @Option(
            names = "--serve",
            description = "Say 'ready' and take steps as a peer does, as many as each line of the input says.")
    private boolean serving;

    @Option(
            names = "--against",
            paramLabel = "COMMAND",
            description = "Alternate with another program; words are separated by spaces.")
    private @Nullable String against;

    @Option(
            names = AGAINST_BUILD,
            paramLabel = "LAUNCHER",
            description = "Alternate with another build of DERL, whose launcher is given the same arguments.")
    private @Nullable Path againstBuild;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            paramLabel = "N",
            description = "How often both programs take turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Inject
    private Models models;

    @Inject
    private TextEncoders textEncoders;

    @Inject
    private Directories directories;

    @Inject
    private ConfigBinder binder;

    @Inject
    private Configuration all;

    @Override
    protected void check() {
        if (warmUp < 0 || rounds < 1 || (steps != null && steps < 1) || memoryEvery < 0) {
            throw new IllegalArgumentException("--steps and --rounds must be positive, the others not negative");
        } else if (against != null && againstBuild != null) {
            throw new IllegalArgumentException("--against and " + AGAINST_BUILD + " name two others; leave one out");
        }
    }

    @Override
    protected int run() throws IOException {
        ModelSettings chosen = models.settings(model, List.of());
        String before = textEncoders.before(chosen, textEncoder);
        TextEncoderSettings encoder = textEncoders.settings(before);
        StepData data = load.read(all.defaults(), binder).before(encoder, directories);
        try (TrainingSteps<?> training =
                TrainingSteps.of(chosen, encoder, data, Compute.device(device), seed, collecting)) {
            SpeedReport report =
                    new SpeedReport(training, warmUp, spec.commandLine().getOut());
            if (serving) {
                report.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
                return 0;
            }
            report.print(
                    "%s: %d parameters, %s, %s, %s kernels, seed %d",
                    chosen.title(), training.parameters(), data, device, Kernels.ofThisProcess(), seed);
            report.print(
                    "text encoder               %s%s",
                    encoder.title(),
                    before.equals(textEncoder) ? "" : ", in place of " + textEncoder + ": the model works inside it");
            take(report, data);
            report.rest();
        }
        return 0;
    }

    private void take(SpeedReport report, StepData data) throws IOException {
        if (against == null && againstBuild == null) {
            report.alone(steps == null ? STEPS_ALONE : steps, memoryEvery);
            return;
        }
        try (Peer peer = peer(data)) {
            report.against(peer, rounds, steps == null ? STEPS_A_ROUND : steps);
        }
    }

    private Peer peer(StepData data) throws IOException {
        if (againstBuild == null) {
            return new Peer(List.of(String.valueOf(against).trim().split("\\s+")), data);
        }
        List<String> same = new ArrayList<>(List.of(againstBuild.toString()));
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).equals(AGAINST_BUILD)) {
                i++; // nor what follows it
            } else if (!given.get(i).startsWith(AGAINST_BUILD + "=")) {
                same.add(given.get(i));
            }
        }
        same.add("--serve");
        return new Peer(same);
    }

    /** What the jars say of this model's speed lies below the user's settings. */
    @Override
    protected Configuration configuration() {
        Configuration configuration = super.configuration();
        String path = ConfigUtil.joinPath("derl", "speed", "on", model);
        if (!configuration.defaults().hasPath(path)) {
            return configuration;
        }
        Config usual = configuration.defaults().getConfig(path).atPath(ConfigUtil.quoteString(model));
        return configuration.with(Settings.layer(List.of(usual, configuration.overrides())));
    }
}
