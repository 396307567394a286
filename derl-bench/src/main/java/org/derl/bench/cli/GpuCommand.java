package org.derl.bench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.parity.Parity;
import org.derl.tensor.Compute;
import org.derl.tensor.GpuSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code derl gpu}. */
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        description = "Says whether models can be trained on a GPU here, what is missing, and what to do; and compares "
                + "one case with its reference there, or on the processor where there is no GPU.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:A GPU can be used, and computes what the reference computed.",
            "1:No GPU can be used, or it computes something else; the lines say which."
        })
final class GpuCommand implements Callable<Integer> {

    /** A case of the full DERL model: outputs, losses, every gradient, three steps of the optimizer. */
    private static final String CASE = "/org/derl/bench/case/";

    private static final List<String> FILES =
            List.of("config.json", "inputs.safetensors", "weights.safetensors", "expected.safetensors");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        GpuSupport support = GpuSupport.here();
        print(support, out);
        StringWriter lines = new StringWriter();
        int status = compare(support.gpus().isEmpty() ? "cpu" : "gpu0", new PrintWriter(lines));
        out.println("parity    " + (support.gpus().isEmpty() ? "DERL on the processor: " : "DERL on gpu0: ")
                + (status == 0 ? "equal to its reference" : "not equal to its reference:"));
        if (status != 0) {
            out.print(lines);
        }
        List<String> advice = advice(support, System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", ""));
        IntStream.range(0, advice.size())
                .forEach(index -> out.println((index == 0 ? "\nNo GPU can be used. What to do:\n" : "") + (index + 1)
                        + ". " + advice.get(index)));
        out.flush();
        return status == 0 && advice.isEmpty() ? 0 : 1;
    }

    static void print(GpuSupport support, PrintWriter out) {
        out.println("driver    " + (support.driver().isEmpty() ? "none found" : "runs CUDA up to " + support.driver()));
        out.println("libtorch  " + support.libtorch()
                + (support.cuda().isEmpty() ? ", for processors alone" : ", for CUDA " + support.cuda()));
        out.println("GPUs      "
                + (support.gpus().isEmpty()
                        ? "none"
                        : IntStream.range(0, support.gpus().size())
                                .mapToObj(index ->
                                        "gpu" + index + " " + support.gpus().get(index))
                                .collect(Collectors.joining(", "))));
    }

    /** What to do so that a GPU can be used, in this order; nothing where one can. */
    static List<String> advice(GpuSupport support, String visible) {
        List<String> advice = new ArrayList<>();
        if (!support.gpus().isEmpty()) {
            return advice;
        }
        if (support.driver().isEmpty()) {
            advice.add("Install NVIDIA's driver on a machine with such a GPU; 'nvidia-smi'\n   lists the GPUs then.");
        }
        if (support.cuda().isEmpty()) {
            advice.add("Build with a libtorch for GPUs (2.5 GB, once):\n     export DERL_MAVEN_ARGS=-Pgpu");
        }
        if (advice.isEmpty() && !visible.isEmpty()) {
            advice.add("CUDA_VISIBLE_DEVICES is '" + visible + "', which may hide all GPUs: unset it.");
        } else if (advice.isEmpty()) {
            advice.add("The driver shows no GPU to this process; see what 'nvidia-smi' says.");
        }
        advice.add("Run 'derl gpu' again. docs/performance.md, GPU, says more.");
        return advice;
    }

    private static int compare(String device, PrintWriter lines) throws IOException {
        Path folder = Files.createTempDirectory("derl-case");
        try {
            for (String file : FILES) {
                try (InputStream in = Objects.requireNonNull(GpuCommand.class.getResourceAsStream(CASE + file), file)) {
                    Files.copy(in, folder.resolve(file));
                }
            }
            return new Parity(Compute.device(device), lines, lines).run(List.of(folder));
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }
}
