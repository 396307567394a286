package org.derl.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Where and how tensors are computed: the device, the threads of the calling thread, and whether gradients are kept. */
public final class Compute {

    private static final String ENGINE = "PyTorch";
    private static final Pattern GPU = Pattern.compile("gpu(\\d{1,4})");

    private static volatile boolean loaded;

    private Compute() {}

    /**
     * The device that a setting names.
     *
     * @param name {@code auto} (the first GPU where there is one, else the CPU), {@code cpu}, or {@code gpu0}, {@code gpu1} ...
     * @throws IllegalArgumentException when the name is none of these, or this machine has no such GPU
     */
    public static Device device(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (wanted.equals("cpu")) {
            return Device.cpu();
        }
        int gpus = gpus();
        if (wanted.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        var matcher = GPU.matcher(wanted);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("device is '" + name + "'; expected auto, cpu, gpu0, gpu1 ...");
        }
        int index = Integer.parseInt(matcher.group(1));
        if (index >= gpus) {
            throw new IllegalArgumentException("device is '" + name + "', but this machine offers "
                    + (gpus == 0 ? "no GPU to the engine" : gpus + " GPU(s), gpu0 to gpu" + (gpus - 1)));
        }
        return Device.gpu(index);
    }

    /**
     * The kind of a device, the same for two equal devices: a GPU's name, such as {@code NVIDIA H200}, without its
     * number.
     */
    public static String kind(Device device) {
        return device.isGpu() ? Gpu.name(device.getDeviceId()) : device.toString();
    }

    /** The folder that the engine's native libraries are unpacked into, once; it may be deleted. */
    public static Path libraries() {
        return NativeLibraries.folder();
    }

    static Engine loaded() {
        if (!loaded) {
            CudaLibraries.install();
            NativeLibraries.checkEngine();
            loaded = true;
        }
        return Engine.getEngine(ENGINE);
    }

    /** Whether this process has loaded the engine, which takes it as long as all else that a short command does. */
    static boolean isLoaded() {
        return loaded;
    }

    /** How many GPUs the engine can use. */
    public static int gpus() {
        return EngineFacts.here().forGpus() ? Gpu.count() : 0;
    }

    /** Whether the engine was built for GPUs. It says so itself only where there is one. Loads it. */
    static boolean forGpus() {
        loaded();
        return Files.exists(Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cuda")));
    }

    /**
     * Sets the calling thread up for reproducible work: one native thread (several add up partial sums in an order of
     * their own), gradients kept, and kernels run as they are written (else the engine rewrites a kernel after its first
     * calls, whose results then differ in their last bits; it gains no time).
     */
    public static void prepareThread() {
        loaded();
        JniUtils.setNumThreads(1);
        JniUtils.setGradMode(true);
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** A new manager, which the caller closes. */
    public static NDManager newManager(Device device) {
        return loaded().newBaseManager(device);
    }

    /**
     * Runs work that reads arrays which somebody makes of Java's numbers, such as a split its batches. As long as this
     * process has not loaded the engine it does without: then the arrays are numbers alone. The engine is loaded where
     * whoever makes them also computes with them, and the work begins anew.
     *
     * @param work returns no array, for these are freed, and can be run twice
     */
    public static <T> T reading(Function<NDManager, T> work) {
        return reading(loaded, work);
    }

    static <T> T reading(boolean byEngine, Function<NDManager, T> work) {
        if (!byEngine) {
            try {
                return work.apply(PassthroughNDManager.INSTANCE);
            } catch (RuntimeException e) {
                // It computes, which such arrays refuse in several ways; what fails by the engine too is thrown there.
            }
        }
        try (NDManager manager = newManager(Device.cpu())) {
            return work.apply(manager);
        }
    }

    /** Runs work whose operations are not recorded for gradients, such as prediction. */
    public static <T> T withoutGradients(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** The engine's name, version and build, as a record of a run states it. */
    public static String engine() {
        return EngineFacts.here().name();
    }
}
