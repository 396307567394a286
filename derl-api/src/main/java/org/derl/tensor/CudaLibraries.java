package org.derl.tensor;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A libtorch for GPUs that lies on the class path as a jar, as the profile {@code gpu} puts it there. DJL by itself
 * takes it only where CUDA is installed beside it, and with a bridge of its own version alone, which there is none of
 * for this libtorch. So the jar is unpacked here, once, with the bridge that fits, and DJL is told where. It works on a
 * machine without a GPU too, on the CPU.
 */
final class CudaLibraries {

    private static final Logger LOG = LoggerFactory.getLogger(CudaLibraries.class);

    private static final String LIST = "native/lib/pytorch.properties";
    private static final String PLACE = "PYTORCH_LIBRARY_PATH";
    private static final String COMPILER = "libcaffe2_nvrtc.so";
    private static final String BRIDGE = "libdjl_torch.so";

    private final String version;
    private final String flavor;
    private final String classifier;
    private final List<String> libraries;

    private CudaLibraries(Properties list) {
        version = list.getProperty("version", "");
        flavor = list.getProperty("flavor", "");
        classifier = list.getProperty("classifier", "");
        libraries = List.of(list.getProperty("libraries", "").split(","));
    }

    /**
     * Unpacks them where there are some and nobody has named others; to be called before DJL's engine is asked for
     * anything.
     *
     * @throws IllegalStateException when they cannot be unpacked; the message says why and what to do
     */
    static void install() {
        CudaLibraries found = Utils.getEnvOrSystemProperty(PLACE) == null ? find() : null;
        if (found != null) {
            try {
                Path folder = found.unpack(Utils.getEngineCacheDir("pytorch"));
                found.use(Gpu.hasDriver() ? folder : withoutDriver(folder));
            } catch (IOException e) {
                throw new IllegalStateException(
                        "libtorch for GPUs cannot be unpacked, which takes 4 GB below "
                                + Utils.getEngineCacheDir("pytorch")
                                + " (the environment's DJL_CACHE_DIR names another folder): "
                                + Reason.of(e),
                        e);
            }
        }
    }

    private static @Nullable CudaLibraries find() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-"
                + System.getProperty("os.arch").replace("amd64", "x86_64");
        try {
            for (URL url :
                    Collections.list(ClassLoaderUtils.getContextClassLoader().getResources(LIST))) {
                Properties list = new Properties();
                try (InputStream in = Utils.openUrl(url)) {
                    list.load(in);
                }
                CudaLibraries found = new CudaLibraries(list);
                if (found.flavor.startsWith("cu") && found.classifier.equals(system)) {
                    return found;
                }
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("the list of libtorch's libraries cannot be read: " + Reason.of(e), e);
        }
    }

    /** Returns the folder; it is there completely or not at all. */
    private Path unpack(Path cache) throws IOException {
        Path folder = cache.resolve(String.join("-", version, flavor, classifier));
        if (Files.isDirectory(folder)) {
            libraries.forEach(library -> NativeLibraries.check(folder.resolve(library), original(library)));
            return folder;
        }
        LOG.info("unpacking libtorch for GPUs (4 GB, once) into {}", folder);
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, "tmp");
        try {
            for (String library : libraries) {
                copy(original(library), library, unfinished);
            }
            copy(resource("jnilib", classifier, flavor, BRIDGE), BRIDGE, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // where another process was first, all is well
                throw e;
            }
        } finally {
            Utils.deleteQuietly(unfinished);
        }
        return folder;
    }

    /** A folder of links to all but the compiler of kernels, which cannot be loaded there and which nothing needs. */
    private static Path withoutDriver(Path folder) throws IOException {
        Path links = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-without-driver"));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path library : all) {
                Path link = links.resolve(library.getFileName());
                if (!library.endsWith(COMPILER) && !Files.exists(link)) {
                    Path unfinished = Files.createTempDirectory(links, "tmp").resolve("link");
                    Files.move(Files.createSymbolicLink(unfinished, library), link, StandardCopyOption.ATOMIC_MOVE);
                    Files.delete(unfinished.getParent());
                }
            }
        }
        return links;
    }

    private @Nullable URL original(String library) {
        return resource("pytorch", flavor, classifier, library);
    }

    private static @Nullable URL resource(String... path) {
        return ClassLoaderUtils.getContextClassLoader().getResource(String.join("/", path));
    }

    private static void copy(@Nullable URL original, String name, Path folder) throws IOException {
        if (original == null) {
            throw new IOException("no jar has " + name + "; libtorch and pytorch-jni must be of one version");
        }
        try (InputStream in = Utils.openUrl(original)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private void use(Path folder) {
        System.setProperty(PLACE, folder.toString());
        System.setProperty("PYTORCH_VERSION", version.replaceFirst("-.*", ""));
        System.setProperty("PYTORCH_FLAVOR", flavor);
    }
}
