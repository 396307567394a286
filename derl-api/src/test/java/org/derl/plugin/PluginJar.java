package org.derl.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Jars as a third party builds them: compiled from source, with a line that names their plugin. */
final class PluginJar {

    private final Path directory;

    PluginJar(Path directory) {
        this.directory = directory;
    }

    /**
     * Builds a jar with one plugin.
     *
     * @param plugin its class name, within the package {@code com.example}
     * @param body of the class
     */
    Path build(String jar, String plugin, String body) throws IOException {
        return pack(jar, compile(jar, plugin, body), "com.example." + plugin);
    }

    /** The same without the line that names the plugin. */
    Path withoutService(String jar, String plugin, String body) throws IOException {
        return pack(jar, compile(jar, plugin, body), "# none");
    }

    private Path compile(String jar, String plugin, String body) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(jar + "-classes"));
        Path source = classes.resolve(plugin + ".java");
        Files.writeString(
                source,
                """
                package com.example;
                import org.derl.part.Gate;
                import org.derl.plugin.PluginModule;
                public final class %s extends PluginModule {
                    public record Settings(double strength) {}
                    %s
                }
                """
                        .formatted(plugin, body));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        if (status != 0) {
            throw new IOException(source + " does not compile");
        }
        Files.delete(source);
        return classes;
    }

    /** Packs what a folder holds together with the line that names a plugin. */
    Path pack(String jar, Path classes, String plugin) throws IOException {
        Path file = directory.resolve(jar);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(classes)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path entry : files) {
                write(out, classes.relativize(entry).toString().replace('\\', '/'), Files.readAllBytes(entry));
            }
            write(
                    out,
                    "META-INF/services/org.derl.plugin.PluginModule",
                    (plugin + " # the plugin\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void write(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    /** A class loader that sees jars beside DERL. */
    static URLClassLoader loader(Path... jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), PluginJar.class.getClassLoader());
    }
}
