package org.derl.bench.trial;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.part.Part;
import org.jspecify.annotations.Nullable;

/**
 * The code on which the numbers of a trial depend: DERL's modules and, if it has parts from other jars, these jars and
 * the libraries beside them on the class path. A jar of which a trial uses no part does not count.
 */
public final class Code {

    /** By what name DERL's modules are known together. */
    static final String DERL = "derl";

    private static final String PACKAGE = "org.derl.";
    private static final String PLUGINS = "META-INF/services/org.derl.plugin.PluginModule";

    private final Set<Path> own = new TreeSet<>();

    /** The code of this process; whatever offers parts from DERL's packages is a module of it. */
    public Code(Catalog catalog) {
        add(Part.class);
        add(Code.class);
        catalog.entries().stream()
                .filter(entry -> entry.code().getName().startsWith(PACKAGE))
                .forEach(entry -> entry.source().ifPresent(own::add));
    }

    private void add(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null) {
            file(source.getLocation()).ifPresent(own::add);
        }
    }

    /** What lies in no file, such as a jar within a jar, is not looked into. */
    static Optional<Path> file(@Nullable URL location) {
        return Optional.ofNullable(location)
                .filter(url -> url.getProtocol().equals("file"))
                .map(url -> Path.of(URI.create(url.toString())));
    }

    /**
     * A checksum of DERL, and of each further jar or folder by its name.
     *
     * @param parts of a trial
     */
    Map<String, String> checksums(Collection<Blueprint<?, ?>> parts) {
        Set<Path> further = new TreeSet<>();
        parts.forEach(part -> part.source().ifPresent(further::add));
        further.removeAll(own);
        if (!further.isEmpty()) {
            further.addAll(libraries());
        }
        Map<String, String> checksums = new TreeMap<>();
        checksums.put(DERL, ClassFiles.checksum(own));
        checksums.putAll(checksums(further));
        return checksums;
    }

    /** By their names; of those with one name together. */
    static Map<String, String> checksums(Set<Path> places) {
        return byLabel(places, ClassFiles::checksum);
    }

    /** The same of all files in them, what differs from build to build included. */
    static Map<String, String> contents(Set<Path> places) {
        return byLabel(places, ClassFiles::ofAll);
    }

    private static Map<String, String> byLabel(Set<Path> places, Function<List<Path>, String> checksum) {
        Map<String, String> checksums = new TreeMap<>();
        places.stream()
                .collect(Collectors.groupingBy(Code::label))
                .forEach((label, paths) -> checksums.put(label, checksum.apply(paths)));
        return checksums;
    }

    /** What kind of thing it is stands first: a jar's name may be that of anything else a trial follows from. */
    private static String label(Path path) {
        return (Files.isDirectory(path) ? "folder " : "jar ") + path.getFileName();
    }

    /** What the class path holds beside plugins, DERL, and the libraries of DERL, which lie in its folders. */
    private Set<Path> libraries() {
        Set<Path> libraries = new TreeSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            // An empty entry is the current folder, in which trials and reports are written, not code.
            boolean code = !entry.isEmpty() && Files.exists(path) && !own.contains(path);
            if (code && !liesBesideOwn(path) && !ClassFiles.hold(path, PLUGINS)) {
                libraries.add(path);
            }
        }
        return libraries;
    }

    private boolean liesBesideOwn(Path path) {
        return own.stream()
                .filter(Files::isRegularFile)
                .anyMatch(jar -> Objects.equals(jar.getParent(), path.getParent()));
    }
}
