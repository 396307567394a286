package org.derl.bench.parity;

import ai.djl.Device;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.parity.Fixture.UnknownLayoutException;
import org.derl.bench.train.ModelSettings;
import org.derl.bench.train.Models;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.plugin.Plugins;
import org.derl.tensor.Compute;

/** Runs all fixtures below some directories and says how each quantity compares. */
public final class Parity {

    private final ClassLoader loader = Parity.class.getClassLoader();
    private final Models models;
    private final Device device;
    private final PrintWriter out;
    private final PrintWriter err;
    private int passed;
    private int failed;
    private int unknown;

    /** On a device, with a line a quantity to {@code out} and unknown cases to {@code err}. */
    public Parity(Device device, PrintWriter out, PrintWriter err) {
        this.device = device;
        this.out = out;
        this.err = err;
        models = new Models(Plugins.binder(loader), Plugins.defaults(loader));
    }

    /** Runs them; returns the exit status: 0 all passed, 1 some failed, 2 a model or layout is not known. */
    public int run(List<Path> directories) throws IOException {
        Compute.prepareThread();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                unknown(directory + " is no folder");
                continue;
            }
            runBelow(directory);
        }
        out.printf("%d passed, %d failed%n", passed, failed);
        out.flush();
        return unknown > 0 ? 2 : failed > 0 ? 1 : 0;
    }

    private void runBelow(Path directory) throws IOException {
        List<Path> folders = Fixture.below(directory);
        if (folders.isEmpty()) {
            unknown(directory + " holds no case folder: none has a config.json");
        }
        Path root = directory.toAbsolutePath().normalize();
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            Path inside = root.relativize(folder.toAbsolutePath().normalize());
            names.add(root.getFileName() + (inside.toString().isEmpty() ? "" : "/" + inside));
        }
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < folders.size(); i++) {
            try {
                report(names.get(i), width, compare(folders.get(i)));
            } catch (UnknownLayoutException e) {
                unknown(String.valueOf(e.getMessage()));
            }
        }
    }

    private List<Comparison> compare(Path folder) throws IOException, UnknownLayoutException {
        Fixture fixture = Fixture.open(folder);
        String name = fixture.model();
        Correspondence correspondence = Correspondence.of(name, fixture.config(), loader)
                .orElseThrow(() -> new UnknownLayoutException(
                        folder + ": no correspondence with a reference is known for the model '" + name + "'"));
        Config overrides = correspondence.settings().atPath(name);
        ModelSettings settings = models.settings(name, "", overrides);
        Schema schema = new FixtureInputs(fixture, correspondence.inputs()).schema();
        FusionModel<?> model = models.build(settings, correspondence.textEncoder(), schema);
        try (model) {
            return new ModelParity<>(fixture, correspondence, model, settings).run(device);
        }
    }

    private void report(String name, int width, List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            out.println(comparison.line(name, width));
            passed += comparison.passed() ? 1 : 0;
            failed += comparison.passed() ? 0 : 1;
        }
        out.flush();
    }

    private void unknown(String message) {
        unknown++;
        err.println("unknown: " + message);
        err.flush();
    }
}
