package org.derl.tensor;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libtorch says of itself. DJL does not pass it on, so its own function is called, in the one way of calling that
 * is known here: that of Linux on x86-64. Elsewhere nothing is known.
 *
 * @param libraries the commit that it was built of, and the versions of its libraries of mathematics
 * @param capability the instruction set that it computes by, such as {@code AVX512}
 */
record EngineBuild(String libraries, String capability) {

    static final EngineBuild UNKNOWN = new EngineBuild("build unknown", "instruction set unknown");

    private static final String SHOW_CONFIG = "_ZN2at11show_configB5cxx11Ev";
    /** A std::string: the place and the count of its characters come first. */
    private static final int STRING = 32;

    private static final Map<Pattern, String> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put(Pattern.compile("COMMIT_SHA=(\\w{8})"), "");
        LIBRARIES.put(Pattern.compile("Math Kernel Library Version (\\S+ Build \\d+)"), "MKL ");
        LIBRARIES.put(Pattern.compile("MKL-DNN v([\\d.]+)"), "oneDNN ");
    }

    private static final Pattern CAPABILITY = Pattern.compile("CPU capability usage: (NO AVX|\\S+)");

    /** Asked when first needed. */
    private static final class Asked {
        static final EngineBuild BUILD = ask();
    }

    /** That of the engine of this process. */
    static EngineBuild here() {
        return Asked.BUILD;
    }

    private static EngineBuild ask() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!system.equals("linux") || !System.getProperty("os.arch").equals("amd64")) {
            return UNKNOWN;
        }
        Compute.loaded();
        try {
            Path library = Path.of(LibUtils.getLibtorchPath(), "libtorch_cpu.so");
            Memory text = new Memory(STRING);
            NativeLibrary.getInstance(library.toString())
                    .getFunction(SHOW_CONFIG)
                    .invokePointer(new Object[] {text});
            byte[] characters = text.getPointer(0).getByteArray(0, Math.toIntExact(text.getLong(Long.BYTES)));
            return of(new String(characters, StandardCharsets.UTF_8));
        } catch (LinkageError e) {
            return UNKNOWN; // a libtorch of one's own that does not have it, or a machine that lets nothing be loaded
        }
    }

    /** Picks out of all that it says what numbers may follow from. */
    static EngineBuild of(String config) {
        List<String> libraries = new ArrayList<>();
        LIBRARIES.forEach((pattern, name) -> {
            Matcher found = pattern.matcher(config);
            if (found.find()) {
                libraries.add(name + found.group(1));
            }
        });
        Matcher capability = CAPABILITY.matcher(config);
        return new EngineBuild(
                libraries.isEmpty() ? UNKNOWN.libraries : String.join(", ", libraries),
                capability.find() ? capability.group(1) : UNKNOWN.capability);
    }
}
