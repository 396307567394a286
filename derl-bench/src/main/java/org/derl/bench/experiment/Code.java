package org.derl.bench.experiment;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.part.Part;

/**
 * The code that the numbers of trials follow from: DERL's modules, and for a trial with parts from other jars these, with
 * the libraries beside them on the class path. A jar that offers parts of which a trial has none is no part of it.
 */
final class Code {

    /** By what name DERL's modules are known together. */
    static final String DERL = "derl";

    private static final String PACKAGE = "org.derl.";
    private static final String PLUGINS = "META-INF/services/org.derl.plugin.PluginModule";

    private final Set<Path> own = new TreeSet<>();

    /** The code of this process; whatever offers parts from DERL's packages is a module of it. */
    Code(Catalog catalog) {
        add(Part.class);
        add(Code.class);
        catalog.entries().stream()
                .filter(entry -> entry.recipe().getClass().getName().startsWith(PACKAGE))
                .forEach(entry -> entry.source().ifPresent(own::add));
    }

    private void add(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null) {
            own.add(Path.of(URI.create(source.getLocation().toString())));
        }
    }

    /**
     * A checksum of DERL, and of each further jar by its name.
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
        further.forEach(path -> checksums.put(Objects.toString(path.getFileName()), ClassFiles.checksum(Set.of(path))));
        return checksums;
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
