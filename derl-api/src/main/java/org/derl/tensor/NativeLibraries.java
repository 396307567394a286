package org.derl.tensor;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Native libraries of the engine and of tokenizers. DJL unpacks them from jars into a folder of the user's and from then
 * on trusts what lies there: a file that a full disk has cut off ends the process, without a word, once it is used.
 */
public final class NativeLibraries {

    private static final String ENGINE = "pytorch";
    private static final String TOKENIZERS = "tokenizers";
    private static final String CPU = "cpu";

    private NativeLibraries() {}

    /** Where those of the engine are unpacked. */
    static Path folder() {
        return Utils.getEngineCacheDir(ENGINE);
    }

    /** Whether those of the engine come out of a jar, or from where the environment says. */
    static boolean areBundled() {
        return !Platform.detectPlatform(ENGINE).isPlaceholder();
    }

    /**
     * Compares the sizes of the engine's with those in the jars.
     *
     * @throws IllegalStateException when one is of another size; the message says what to delete
     */
    static void checkEngine() {
        Platform platform = Platform.detectPlatform(ENGINE);
        if (platform.isPlaceholder()) {
            return; // they come from elsewhere
        }
        String flavor = platform.getFlavor();
        Path folder = folder(ENGINE, platform, flavor);
        for (String library : platform.getLibraries()) {
            check(folder.resolve(library), original("pytorch/" + flavor, platform.getClassifier(), library));
        }
        String calls = System.mapLibraryName("djl_torch"); // by which Java calls them
        check(
                folder.resolve(platform.getApiVersion() + "-" + calls),
                original("jnilib/" + platform.getClassifier(), flavor, calls));
    }

    /**
     * The same of the library of tokenizers; for whoever is about to use one.
     *
     * @throws IllegalStateException when it is of another size; the message says what to delete
     */
    public static void checkTokenizers() {
        Platform platform = Platform.detectPlatform(TOKENIZERS);
        String library = System.mapLibraryName(TOKENIZERS);
        check(
                folder(TOKENIZERS, platform, CPU).resolve(library),
                original("native/lib/" + platform.getClassifier(), CPU, library));
    }

    private static Path folder(String engine, Platform platform, String flavor) {
        return Utils.getEngineCacheDir(engine)
                .resolve(String.join("-", platform.getVersion(), flavor, platform.getClassifier()));
    }

    private static @Nullable URL original(String... path) {
        return ClassLoaderUtils.getContextClassLoader().getResource(String.join("/", path));
    }

    static void check(Path file, @Nullable URL original) {
        try {
            if (original == null || !Files.exists(file)) {
                return;
            }
            long bytes = original.openConnection().getContentLengthLong();
            if (bytes >= 0 && Files.size(file) != bytes) {
                throw new IllegalStateException(file + " has " + Files.size(file) + " bytes in place of " + bytes
                        + ": it was cut off or replaced; delete the folder " + file.getParent()
                        + ", which is made anew at the next start");
            }
        } catch (IOException e) {
            // whoever loads the file says what is wrong with it
        }
    }
}
