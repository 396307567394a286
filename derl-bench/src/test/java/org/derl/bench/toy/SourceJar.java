package org.derl.bench.toy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Somebody else's jar: one plugin, compiled from its source. */
public final class SourceJar {

    private static final String SERVICE = "META-INF/services/org.derl.plugin.PluginModule";

    private SourceJar() {}

    /** A class loader that sees such a jar beside DERL. */
    public static URLClassLoader loader(Path directory, String plugin, String source) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(plugin + "-classes"));
        Path file = Files.writeString(directory.resolve(plugin + ".java"), source);
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
        if (status != 0) {
            throw new IOException(file + " does not compile");
        }
        URL jar = pack(directory.resolve(plugin + ".jar"), classes, plugin)
                .toUri()
                .toURL();
        return new URLClassLoader(new URL[] {jar}, SourceJar.class.getClassLoader());
    }

    /** One that sees the jars of several. */
    public static URLClassLoader together(URLClassLoader... loaders) {
        URL[] jars = Arrays.stream(loaders)
                .flatMap(loader -> Arrays.stream(loader.getURLs()))
                .toArray(URL[]::new);
        return new URLClassLoader(jars, SourceJar.class.getClassLoader());
    }

    private static Path pack(Path jar, Path classes, String plugin) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(classes)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path entry : files) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(entry).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(entry));
            }
            out.putNextEntry(new ZipEntry(SERVICE));
            out.write(("com.example." + plugin + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
