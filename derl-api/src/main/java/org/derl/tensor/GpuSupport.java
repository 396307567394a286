package org.derl.tensor;

import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What there is here to compute on GPUs with.
 *
 * @param driver the newest CUDA that NVIDIA's driver runs, such as {@code 12.8}; empty where there is no driver
 * @param libtorch the version of libtorch
 * @param cuda the CUDA that it was built for, such as {@code 12.4}, or {@code of unknown version}; empty where it was
 *     built for the CPU alone
 * @param gpus the kinds of those that the engine can use, such as {@code NVIDIA H200}, in the order of their numbers
 */
public record GpuSupport(String driver, String libtorch, String cuda, List<String> gpus) {

    private static final Pattern FLAVOR = Pattern.compile("-cu(\\d+)(\\d)\\b");

    public GpuSupport {
        gpus = List.copyOf(gpus);
    }

    /**
     * That of this machine.
     *
     * @throws IllegalStateException when the engine's libraries are damaged; the message says what to do
     */
    public static GpuSupport here() {
        return new GpuSupport(
                Gpu.driver(),
                Compute.loaded().getVersion(),
                Compute.forGpus() ? cuda(Path.of(LibUtils.getLibtorchPath())) : "",
                IntStream.range(0, Compute.gpus()).mapToObj(Gpu::name).toList());
    }

    /** Folders of libtorch bear its flavor, unless somebody named another. */
    static String cuda(Path folder) {
        Matcher flavor = FLAVOR.matcher(folder.getFileName().toString().toLowerCase(Locale.ROOT));
        return flavor.find() ? flavor.group(1) + "." + flavor.group(2) : "of unknown version";
    }
}
