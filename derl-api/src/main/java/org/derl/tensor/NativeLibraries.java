package org.derl.tensor;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The engine's native libraries. DJL unpacks them from a jar into a folder of the user's and from then on trusts what
 * lies there: a file that a full disk has cut off ends the process, without a word, once it is used.
 */
final class NativeLibraries {

    private NativeLibraries() {}

    /** Where they are unpacked. */
    static Path folder(String engine) {
        return Utils.getEngineCacheDir(engine.toLowerCase(Locale.ROOT));
    }

    /**
     * Compares their sizes with those in the jar.
     *
     * @throws IllegalStateException when one is of another size; the message says what to delete
     */
    static void check(String engine) {
        Platform platform = Platform.detectPlatform(engine.toLowerCase(Locale.ROOT));
        String classifier = platform.getClassifier();
        String flavor = platform.getFlavor();
        if (platform.isPlaceholder()) {
            return; // they come from elsewhere
        }
        Path folder = folder(engine).resolve(String.join("-", platform.getVersion(), flavor, classifier));
        String source = String.join("/", engine.toLowerCase(Locale.ROOT), flavor, classifier) + "/";
        for (String library : platform.getLibraries()) {
            check(
                    folder.resolve(library),
                    ClassLoaderUtils.getContextClassLoader().getResource(source + library));
        }
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
