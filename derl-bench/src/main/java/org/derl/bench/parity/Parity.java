package org.derl.bench.parity;

import ai.djl.Device;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.failure.MemoryShortage;
import org.derl.bench.parity.block.BlockParity;
import org.derl.bench.parity.fixture.CaseFolder;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Comparison;
import org.derl.bench.parity.fixture.Correspondence;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.bench.parity.fixture.FixtureInputs;
import org.derl.bench.parity.fixture.FixtureWeights;
import org.derl.bench.parity.fixture.Rounding;
import org.derl.bench.parity.fixture.Survey;
import org.derl.bench.parity.fixture.UnknownLayoutException;
import org.derl.bench.parity.model.ModelParity;
import org.derl.bench.parity.model.TrajectoryParity;
import org.derl.bench.text.Words;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.Schema;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.derl.tensor.Precision;

/** Runs all fixtures below some directories and says how each quantity compares. */
public final class Parity {

    private final ClassLoader loader = Parity.class.getClassLoader();
    private final Configuration configuration = Configuration.of(loader);
    private final ConfigBinder binder = configuration.injector().getInstance(ConfigBinder.class);
    private final Device device;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, Integer> unknown = new TreeMap<>();
    private int passed;
    private int failed;
    private int unusable;
    private int others;

    /** What lines are printed of. */
    private record Case(Path folder, String variant, String name) {}

    /** On a device, with a line a quantity to {@code out} and unknown cases to {@code err}. */
    public Parity(Device device, PrintWriter out, PrintWriter err) {
        this.device = device;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs them; folders that hold no case are named and passed by. Returns the exit status: 0 all passed, 1 some
     * failed, 2 none failed, but a case could not be compared, or there was none.
     */
    public int run(List<Path> directories) throws IOException {
        Compute.prepareThread();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                unusable(directory + " is no folder");
                continue;
            }
            runBelow(directory);
        }
        summarize();
        return failed > 0 ? 1 : unusable > 0 || !unknown.isEmpty() ? 2 : 0;
    }

    private void summarize() {
        if (others > 0) {
            out.println("passed by: " + Words.count(others, "folder") + ", which the messages name");
        }
        if (!unknown.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "not offered yet: %s%n",
                    unknown.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue()
                                    + (entry.getValue() == 1 ? " case)" : " cases)"))
                            .collect(Collectors.joining(", ")));
        }
        if (unusable > 0) {
            out.printf(Locale.ROOT, "not compared: %d, which the messages name%n", unusable);
        }
        out.printf(Locale.ROOT, "%d passed, %d failed%n", passed, failed);
        out.flush();
    }

    private void runBelow(Path directory) throws IOException {
        Survey found = Survey.of(directory);
        found.links().forEach(link -> passBy(link, "is a link to a folder; name the folder itself"));
        List<Path> folders = found.cases();
        if (folders.isEmpty()) {
            unusable(directory + " holds no case folder, which has a config.json, inputs, weights and expected");
            return;
        }
        found.others()
                .forEach(
                        other -> passBy(other, "holds no case, which has a config.json, inputs, weights and expected"));
        Path root = directory.toAbsolutePath().normalize();
        List<Case> cases = new ArrayList<>();
        for (Path folder : folders) {
            Path inside = root.relativize(folder.toAbsolutePath().normalize());
            String name = root.getFileName() + (inside.toString().isEmpty() ? "" : "/" + inside);
            for (String variant : CaseFolder.variants(folder)) {
                cases.add(new Case(folder, variant, variant.isEmpty() ? name : name + " " + variant));
            }
        }
        int width = cases.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Case one : cases) {
            try {
                report(one.name(), width, compare(Fixture.open(one.folder(), one.variant())));
            } catch (UnknownLayoutException e) {
                unusable(Reason.of(e));
            } catch (IOException | RuntimeException e) {
                MemoryShortage.passOn(e);
                // Whatever is wrong with one case, a damaged file or shapes that fit nothing, the others are compared.
                unusable(one.folder() + ": " + Reason.of(e));
            }
        }
    }

    private List<Comparison> compare(Fixture fixture) throws IOException, UnknownLayoutException {
        Optional<String> model = fixture.model();
        return model.isPresent() ? compareModel(fixture, model.get()) : compareBlock(fixture);
    }

    private List<Comparison> compareBlock(Fixture fixture) throws IOException, UnknownLayoutException {
        Optional<Correspondence> correspondence = Correspondence.ofBlock(fixture.block(), fixture, loader);
        if (correspondence.isEmpty()) {
            return unknown(fixture, "block", fixture.block());
        }
        return new BlockParity(fixture, correspondence.get(), binder).run(device);
    }

    private List<Comparison> compareModel(Fixture fixture, String name) throws IOException, UnknownLayoutException {
        Optional<Correspondence> known = Correspondence.ofModel(name, fixture, loader);
        if (known.isEmpty()) {
            return unknown(fixture, "model", name);
        }
        Correspondence correspondence = known.get();
        ModelSettings settings = settings(name, correspondence.settings());
        Schema schema = FixtureInputs.of(fixture, correspondence).schema();
        try (FusionModel<?> model = build(settings, correspondence.section("text-encoder"), schema)) {
            List<Comparison> all =
                    new ArrayList<>(new ModelParity<>(fixture, correspondence, model, settings).run(device));
            Optional<Fixture> trajectory = fixture.trajectory();
            if (trajectory.isPresent()) {
                all.addAll(compareTrajectory(trajectory.get(), correspondence, model, name));
            }
            return all;
        }
    }

    private ModelSettings settings(String name, Config reference) {
        return exact(name, new Models(configuration.with(reference.atPath(name)), binder).settings(name, List.of()));
    }

    /**
     * Settings by which all is computed in float32.
     *
     * @throws IllegalArgumentException when they say otherwise
     */
    static ModelSettings exact(String name, ModelSettings settings) {
        if (settings.training().textEncoderPrecision() != Precision.FLOAT32) {
            throw new IllegalArgumentException(
                    name + ".training.precision is set, but parity computes in float32 alone; leave it out");
        }
        return settings;
    }

    private List<Comparison> compareTrajectory(
            Fixture trajectory, Correspondence correspondence, FusionModel<?> model, String name) throws IOException {
        Config section = correspondence.section("trajectory");
        if (section.isEmpty()) {
            return new Comparer(trajectory, Rounding.ofTraining(trajectory.config()), Comparer.Tolerance.USUAL)
                    .comparisons();
        }
        Config settings = Settings.layer(List.of(correspondence.settings(), section.getConfig("settings")));
        new FixtureWeights(trajectory, correspondence).load(model);
        return new TrajectoryParity<>(
                        trajectory,
                        correspondence,
                        model,
                        settings(name, settings).training())
                .run();
    }

    /** Builds a model, after an encoder of its text where the reference has one of its own. */
    private FusionModel<?> build(ModelSettings settings, Config textEncoder, Schema schema) {
        if (textEncoder.isEmpty()) {
            return settings.model().build(schema);
        }
        Config complete = ConfigFactory.parseMap(Map.of("title", "reference", "groups", List.of()))
                .withValue("encoder", textEncoder.root());
        return settings.build(
                binder.bind(complete.atPath("text-encoder"), "text-encoder", TextEncoderSettings.class), schema);
    }

    private void report(String name, int width, List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            out.println(comparison.line(name, width));
            passed += comparison.passed() ? 1 : 0;
            failed += comparison.passed() ? 0 : 1;
        }
        out.flush();
    }

    private void passBy(Path folder, String why) {
        others++;
        say("passed by: " + folder + " " + why);
    }

    private List<Comparison> unknown(Fixture fixture, String kind, String name) {
        unknown.merge(name, 1, Integer::sum);
        say("not offered yet: " + fixture.folder() + " is of the " + kind + " '" + name
                + "', of which no correspondence with a reference is known here");
        return List.of();
    }

    private void unusable(String message) {
        unusable++;
        say("not compared: " + message);
    }

    private void say(String message) {
        err.println(message);
        err.flush();
    }
}
