package org.derl.tensor;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;

/** A GPU, as its driver tells of it: the engine does not. */
final class Gpu {

    private static final String DRIVER =
            System.getProperty("os.name").startsWith("Windows") ? "nvcuda" : "libcuda.so.1";
    private static final int LONGEST_NAME = 256;

    private Gpu() {}

    /** Its kind, such as {@code NVIDIA H200}; its number, as in {@code gpu(0)}, where the driver does not tell. */
    static String name(int index) {
        byte[] name = new byte[LONGEST_NAME];
        try {
            NativeLibrary driver = NativeLibrary.getInstance(DRIVER);
            IntByReference handle = new IntByReference();
            boolean told = call(driver, "cuInit", 0)
                    && call(driver, "cuDeviceGet", handle, index)
                    && call(driver, "cuDeviceGetName", name, name.length, handle.getValue());
            return told ? Native.toString(name, StandardCharsets.UTF_8) : number(index);
        } catch (UnsatisfiedLinkError e) {
            return number(index);
        }
    }

    private static boolean call(NativeLibrary driver, String function, Object... arguments) {
        return driver.getFunction(function).invokeInt(arguments) == 0;
    }

    private static String number(int index) {
        return "gpu(" + index + ")";
    }
}
