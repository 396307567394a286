package org.derl.plugin;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.derl.io.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars that somebody named for the sake of their plugins. Java passes over one that it cannot open without a word,
 * and one that offers nothing looks like one that is not there.
 */
final class PluginJars {

    /** What the environment's {@code DERL_PLUGINS} holds: the launcher sets it, and workers inherit it. */
    static final String PROPERTY = "derl.plugins";

    private static final Logger LOG = LoggerFactory.getLogger(PluginJars.class);
    private static final Set<Path> LIBRARIES = ConcurrentHashMap.newKeySet();
    private static final String ALL_JARS = "*";

    private PluginJars() {}

    /**
     * Looks at the jars that a class loader was given.
     *
     * @param classPath what {@code DERL_PLUGINS} holds
     * @throws IllegalStateException when one is missing, no jar, or to no use; the message names it and says what to do
     */
    static void check(ClassLoader loader, String classPath) {
        List<Path> named = named(classPath);
        named.forEach(jar -> checkReadable(jar, "DERL_PLUGINS"));
        if (loader instanceof URLClassLoader jars) {
            Arrays.stream(jars.getURLs())
                    .filter(url -> url.getProtocol().equals("file"))
                    .filter(url -> !url.getPath().endsWith("/")) // a folder, which build tools name before it is there
                    .forEach(url -> checkReadable(path(url), "the class loader"));
        }
        List<NamedJar> silent =
                named.stream().map(NamedJar::new).filter(jar -> !jar.offers()).toList();
        silent.stream()
                .filter(jar -> !LIBRARIES.contains(jar.path()))
                .forEach(jar -> checkUse(jar, loader, silent.size() < named.size()));
    }

    /** Those of a class path, whose entries may be all jars of a folder. An empty entry names none. */
    private static List<Path> named(String classPath) {
        List<Path> named = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (path.endsWith(ALL_JARS)) {
                named.addAll(jars(path.resolveSibling("")));
            } else if (!entry.isEmpty()) {
                named.add(path);
            }
        }
        return named;
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".JAR"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalStateException("DERL_PLUGINS names the jars in " + folder + ", but there is none");
            }
            return jars;
        } catch (IOException e) {
            throw new IllegalStateException("DERL_PLUGINS names the jars in " + folder + ", which is no folder", e);
        }
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            return Path.of(url.getPath());
        }
    }

    private static void checkReadable(Path jar, String namedBy) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    namedBy + " names " + jar + ", but there is no such file; build it, or take it out of " + namedBy);
        } else if (!Files.isDirectory(jar)) {
            try {
                new ZipFile(jar.toFile()).close();
            } catch (IOException e) {
                throw new IllegalStateException(
                        namedBy + " names " + jar + ", which is no jar, or a part of one (" + Reason.of(e)
                                + "); build or copy it again, or take it out of " + namedBy,
                        e);
            }
        }
    }

    /**
     * What a plugin needs may be a jar of its own, but a plugin that its jar forgets to name must not pass for that.
     */
    private static void checkUse(NamedJar jar, ClassLoader loader, boolean needed) {
        List<String> plugins = jar.plugins(loader);
        if (!needed || !plugins.isEmpty()) {
            throw new IllegalStateException("DERL_PLUGINS names " + jar.path() + ", which offers no plugin: its "
                    + ServiceFiles.FILE + " is missing or empty; "
                    + (plugins.isEmpty() ? "it must name the plugin's class" : "write " + plugins.get(0) + " into it")
                    + jar.misnamed()
                            .map(file -> " (" + file + " is read by nobody)")
                            .orElse(""));
        }
        if (LIBRARIES.add(jar.path())) {
            LOG.info("{} offers no plugin; used as a library", jar.path().getFileName());
        }
    }
}
