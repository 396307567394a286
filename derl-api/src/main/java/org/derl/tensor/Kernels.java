package org.derl.tensor;

import ai.djl.Device;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The instructions that the engine uses on the CPU. The engine decides this once, when it is loaded, by the environment
 * of its process.
 */
public enum Kernels {
    /** Those of every x86-64 processor with AVX2, in one order: a seed gives the same bits on each of them. */
    PORTABLE,
    /** The best of the processor at hand: a seed gives the same bits on processors of that kind alone. */
    NATIVE;

    private static final Map<String, String> VARIABLES = new TreeMap<>(
            Map.of("ATEN_CPU_CAPABILITY", "avx2", "MKL_CBWR", "COMPATIBLE", "ONEDNN_MAX_CPU_ISA", "AVX2"));

    /** Those of this process: portable where its environment says all that they need. */
    public static Kernels ofThisProcess() {
        return of(System.getenv());
    }

    /** Those of a process that was started with an environment. */
    static Kernels of(Map<String, String> environment) {
        return missing(environment).isEmpty() ? PORTABLE : NATIVE;
    }

    private static String missing(Map<String, String> environment) {
        return VARIABLES.keySet().stream()
                .filter(name -> !Objects.equals(VARIABLES.get(name), environment.get(name)))
                .collect(Collectors.joining(", "));
    }

    /** Whether a device of this machine can compute by them. */
    public boolean areOn(Device device) {
        return this == NATIVE || (!device.isGpu() && Processor.hasAvx2());
    }

    /** Writes what they need into the environment of a process that is to be started; native ones take it as it is. */
    public void prepare(Map<String, String> environment) {
        if (this == PORTABLE) {
            environment.putAll(VARIABLES);
        }
    }

    /**
     * Refuses them where no process could compute by them.
     *
     * @throws IllegalArgumentException when they are portable ones and the device is a GPU, or a processor without AVX2
     */
    public void requireOn(Device device) {
        if (!areOn(device)) {
            throw new IllegalArgumentException("portable kernels are those of x86-64 processors with AVX2, and this is "
                    + (device.isGpu() ? "a GPU" : Processor.name()) + "; native kernels compute anywhere");
        }
    }

    /**
     * Refuses portable kernels in a process that was started without what they need.
     *
     * @throws IllegalArgumentException when this is one; the message names the variables
     */
    public void requireHere() {
        requireIn(System.getenv());
    }

    void requireIn(Map<String, String> environment) {
        if (this == PORTABLE && of(environment) != PORTABLE) {
            throw new IllegalArgumentException("portable kernels need a process started with "
                    + VARIABLES.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + "; this one lacks " + missing(environment)
                    + ". ./derl sets them where it is told --kernels portable or DERL_KERNELS=portable");
        }
    }

    /**
     * The processor of this machine, by which of its instructions the engine says that it computes, and what the
     * environment tells it beyond.
     */
    public String processor() {
        String told = VARIABLES.keySet().stream()
                .filter(name -> this == NATIVE && System.getenv().containsKey(name))
                .map(name -> ", " + name + "=" + System.getenv(name))
                .collect(Collectors.joining());
        return Processor.name() + ", " + EngineFacts.here().capability() + told;
    }

    /** On which processors a seed gives the same bits by them. */
    public String reach() {
        return this == PORTABLE ? "x86-64 with AVX2" : processor();
    }

    /** As settings name them. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
