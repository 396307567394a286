package org.derl.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a jar, or a folder of classes, says of its plugins and what it holds.
 *
 * @param path where it lies
 */
record NamedJar(Path path) {

    private static final String CLASS = ".class";
    private static final String SERVICES = "META-INF/services";

    /** Looks into a jar. */
    @FunctionalInterface
    private interface Look<T> {
        T at(Path root) throws IOException;
    }

    private <T> T look(Look<T> look) {
        try {
            if (Files.isDirectory(path)) {
                return look.at(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return look.at(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it names a plugin. */
    boolean offers() {
        return look(root -> {
            Path file = root.resolve(ServiceFiles.FILE);
            if (!Files.isRegularFile(file)) {
                return false;
            }
            try (InputStream lines = Files.newInputStream(file)) {
                return !ServiceFiles.plugins(lines).isEmpty();
            }
        });
    }

    /** Another service file that may have been meant for it. */
    Optional<String> misnamed() {
        return look(root -> {
            Path services = root.resolve(SERVICES);
            if (!Files.isDirectory(services)) {
                return Optional.empty();
            }
            try (Stream<Path> files = Files.list(services)) {
                return files.map(file -> SERVICES + "/" + file.getFileName())
                        .filter(file -> !file.equals(ServiceFiles.FILE))
                        .filter(file -> file.toLowerCase(Locale.ROOT).contains("plugin"))
                        .findFirst();
            }
        });
    }

    /** The classes in it that are plugins. */
    List<String> plugins(ClassLoader loader) {
        return look(root -> {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(CLASS))
                        .filter(NamedJar::speaksOfPlugins)
                        .map(file -> name(root, file))
                        .filter(name -> isPlugin(name, loader))
                        .sorted()
                        .toList();
            }
        });
    }

    private static boolean speaksOfPlugins(Path file) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(PluginModule.class.getName().replace('.', '/'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path root, Path file) {
        String path = root.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - CLASS.length()).replace('/', '.');
    }

    private static boolean isPlugin(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return PluginModule.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
