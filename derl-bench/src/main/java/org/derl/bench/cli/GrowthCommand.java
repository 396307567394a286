package org.derl.bench.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.speed.growth.Growth;
import org.derl.bench.speed.growth.GrowthAxis;
import org.derl.bench.speed.growth.GrowthFigure;
import org.derl.bench.speed.growth.GrowthLimits;
import org.derl.bench.speed.growth.GrowthPlan;
import org.derl.bench.speed.growth.GrowthPoint;
import org.derl.bench.speed.growth.GrowthRow;
import org.derl.bench.speed.growth.GrowthTable;
import org.derl.bench.table.TableFormat;
import org.derl.io.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code derl growth}. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description =
                "Measures how time and memory of a training step grow with the length of sequences, the batch, the"
                        + " number of layers and of modalities.",
        footer = {
            "",
            "Every point runs in a fresh process, with random data. Its time is the median processor time of the"
                    + " training",
            "thread a step, its memory the most that lay in the machine's. A peer (derl speed --help) takes turns"
                    + " with it.",
            "Both files are written after every point."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The table and the figure were written.",
            "1:A program failed; see the message.",
            "2:An argument or a setting cannot be used; see the message."
        })
final class GrowthCommand extends ConfiguredCommand {

    @Option(
            names = "--models",
            split = ",",
            defaultValue = "derl,mult",
            paramLabel = "NAME",
            description = "The models (default: ${DEFAULT-VALUE}).")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--vary",
            split = ",",
            defaultValue = "length,batch,depth,modalities",
            paramLabel = "AXIS",
            description = "What is varied, each alone (default: ${DEFAULT-VALUE}).")
    private List<GrowthAxis> axes = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "MODEL=COMMAND",
            description = "The peer of a model; words are separated by spaces. Peers are of three modalities.")
    private Map<String, String> peers = new LinkedHashMap<>();

    @Option(
            names = "--out",
            defaultValue = "runs/growth",
            paramLabel = "DIR",
            description = "Where growth.md and growth.svg are written (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "How often steps are timed at a point (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--most-memory",
            defaultValue = "3072",
            paramLabel = "MIB",
            description = "A point that takes more is left out, as are those after it (default: ${DEFAULT-VALUE}).")
    private int mebibytes;

    @Option(
            names = "--most-time",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "Likewise, of processor time a step (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Inject
    private GrowthPlan plan;

    @Override
    protected void check() {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be positive");
        }
        for (String model : peers.keySet()) {
            if (!models.contains(model)) {
                throw new IllegalArgumentException("--against names " + model + ", but --models does not");
            }
        }
    }

    @Override
    protected List<Class<?>> needs() {
        return List.of(GrowthPlan.class);
    }

    @Override
    protected int run() throws IOException {
        Growth growth = new Growth(Main.class.getName(), new GrowthLimits(mebibytes, seconds), rounds);
        List<List<GrowthPoint>> lines = lines();
        List<GrowthRow> rows = new ArrayList<>();
        for (List<GrowthPoint> line : lines) {
            GrowthRow last = null;
            for (GrowthPoint point : line) {
                last = growth.measure(point, last);
                rows.add(last);
                print(last.toString());
                write(rows); // what was measured stays, whatever comes after it
            }
        }
        print("written: " + out.resolve("growth.md") + ", " + out.resolve("growth.svg"));
        return 0;
    }

    private void write(List<GrowthRow> rows) throws IOException {
        Files.createDirectories(out);
        AtomicFile.write(
                out.resolve("growth.md"),
                TableFormat.MARKDOWN.write(GrowthTable.factors(rows)) + "\n"
                        + TableFormat.MARKDOWN.write(GrowthTable.points(rows)));
        AtomicFile.write(out.resolve("growth.svg"), GrowthFigure.of(rows));
    }

    /** All are made first, so that a mistake is told before anything is measured. */
    private List<List<GrowthPoint>> lines() {
        List<List<GrowthPoint>> lines = new ArrayList<>();
        for (GrowthAxis axis : axes) {
            for (String model : models) {
                lines.add(plan.points(model, axis, peer(model)));
            }
        }
        return lines;
    }

    private @Nullable List<String> peer(String model) {
        String command = peers.get(model);
        return command == null ? null : List.of(command.trim().split("\\s+"));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
