package org.derl.bench.cli.data;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.process.ResidentMemory;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl data read}. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = "Reads a data set's training part once as training does, in batches of random order,"
                + " and prints what that costs.")
final class DataReadCommand extends ConfiguredCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The data set.")
    private String dataSet;

    @Option(
            names = "--batch",
            defaultValue = "48",
            paramLabel = "N",
            description = "Samples a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before a model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Inject
    private DataSets dataSets;

    @Override
    protected void check() {
        if (batch < 1) {
            throw new IllegalArgumentException("--batch must be positive");
        }
    }

    @Override
    protected int run() throws IOException {
        long start = System.nanoTime();
        String encoder = textEncoder == null ? dataSets.usualTextEncoder(dataSet) : textEncoder;
        DataSet data = dataSets.load(dataSet, encoder);
        print(
                "%s: %d training samples, loaded in %.2f s",
                dataSet, data.training().size(), seconds(start));
        start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long numbers = read(data.training());
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
        print("one epoch                  %.2f s, of which %.2f s of a processor", seconds(start), used);
        print("numbers, padding included  %d", numbers);
        print("resident memory            %s", text(ResidentMemory.kibibytes()));
        print("of it, no mapped file      %s", text(ResidentMemory.ownKibibytes()));
        return 0;
    }

    private long read(Split split) {
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, split.size()).boxed().toList());
        Collections.shuffle(rows, new Random(1));
        long numbers = 0;
        for (List<Integer> some : Split.batches(rows, batch)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                numbers += split.batch(manager, some).inputs().values().stream()
                        .mapToLong(sequence -> sequence.values().size())
                        .sum();
            }
        }
        return numbers;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String text(OptionalLong kibibytes) {
        return kibibytes.isPresent() ? kibibytes.getAsLong() / 1024 + " MiB" : "unknown here";
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
