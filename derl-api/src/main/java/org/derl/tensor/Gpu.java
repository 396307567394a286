package org.derl.tensor;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;

/**
 * GPUs, as their driver tells of them: the engine tells no names, and counts none where CUDA is not installed beside
 * it.
 */
final class Gpu {

    private static final String DRIVER =
            System.getProperty("os.name").startsWith("Windows") ? "nvcuda" : "libcuda.so.1";
    private static final int LONGEST_NAME = 256;

    private Gpu() {}

    /** How many the driver shows to this process ({@code CUDA_VISIBLE_DEVICES} hides some); 0 without a driver. */
    static int count() {
        IntByReference count = new IntByReference();
        return ask("cuDeviceGetCount", count) ? count.getValue() : 0;
    }

    /** The newest CUDA that the driver runs, such as {@code 12.8}; empty where there is none, or it does not start. */
    static String driver() {
        IntByReference version = new IntByReference();
        return ask("cuDriverGetVersion", version)
                ? version.getValue() / 1000 + "." + version.getValue() % 1000 / 10
                : "";
    }

    /** Its kind, such as {@code NVIDIA H200}; its number, as in {@code gpu(0)}, where the driver does not tell. */
    static String name(int index) {
        byte[] name = new byte[LONGEST_NAME];
        IntByReference handle = new IntByReference();
        boolean told =
                ask("cuDeviceGet", handle, index) && ask("cuDeviceGetName", name, name.length, handle.getValue());
        return told ? Native.toString(name, StandardCharsets.UTF_8) : "gpu(" + index + ")";
    }

    /** Whether a driver is installed. */
    static boolean hasDriver() {
        return !driver().isEmpty();
    }

    private static boolean ask(String function, Object... arguments) {
        try {
            NativeLibrary driver = NativeLibrary.getInstance(DRIVER);
            return call(driver, "cuInit", 0) && call(driver, function, arguments);
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static boolean call(NativeLibrary driver, String function, Object... arguments) {
        return driver.getFunction(function).invokeInt(arguments) == 0;
    }
}
