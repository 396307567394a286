package org.derl.bench.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.derl.io.AtomicFile;

/**
 * A Maven project whose jar is a plugin. Its files are templates, in which words between two {@code @} are replaced.
 *
 * @param name of the plugin, in kebab-case; what it offers begins with it
 * @param packageName of its classes
 * @param version of DERL that it is built against
 * @param parts at least one
 */
public record PluginProject(String name, String packageName, String version, Set<PluginPart> parts) {

    private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Of a command, within the 80 columns that a terminal has. */
    private static final int WIDTH = 74;

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one cannot be used
     */
    public PluginProject {
        if (!name.matches(KEBAB)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a plugin; write it in kebab-case, as in" + " my-parts");
        } else if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            throw new IllegalArgumentException(
                    "'" + packageName + "' is no name of a Java package; --package gives" + " another one");
        } else if (parts.isEmpty()) {
            throw new IllegalArgumentException("a plugin needs a part");
        }
        parts = EnumSet.copyOf(parts);
    }

    /** The package of a plugin for which nobody names another one. */
    public static String usualPackage(String name) {
        return "com.example." + name.replace("-", "");
    }

    /** The names by which the contract examines what this plugin offers. */
    public List<String> examined() {
        Stream<String> ofParts = parts.stream().filter(PluginPart::isExamined).map(part -> name + "-" + part.key());
        return Stream.concat(ofParts, hasVariant() ? Stream.of(name) : Stream.of())
                .toList();
    }

    /** The names that settings are given by: those of models and data sets. */
    public List<String> described() {
        return Stream.concat(
                        hasVariant() ? Stream.of(name) : Stream.of(),
                        parts.stream().filter(part -> !part.isInVariant()).map(part -> name + "-" + part.key()))
                .toList();
    }

    private boolean hasVariant() {
        return parts.stream().anyMatch(PluginPart::isInVariant);
    }

    /**
     * The commands that build a project in a folder, examine it, and use it, from the folder of DERL.
     *
     * @param folder of the project
     */
    public List<String> commands(Path folder) {
        String compared = Stream.concat(
                        described().stream().filter(one -> !one.endsWith(PluginPart.DATA_SET.key())), Stream.of("derl"))
                .collect(Collectors.joining(","));
        String data = parts.contains(PluginPart.DATA_SET) ? " --data " + name + "-" + PluginPart.DATA_SET.key() : "";
        String place = quoted(folder.toString());
        return List.of(
                "mvn -q install -DskipTests -pl derl-bench -am",
                "mvn -q -f " + place + " package",
                "export DERL_PLUGINS="
                        + quoted(folder.resolve("target/" + name + "-1.0.0-SNAPSHOT.jar")
                                .toString()),
                broken("./derl contract " + String.join(" ", examined())),
                broken("./derl compare --models " + compared + data + " --out runs/" + name));
    }

    /** On several lines, as shells continue them, where a terminal would break it elsewhere. */
    private static String broken(String command) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : command.split(" ", -1)) {
            boolean fits = column + word.length() < WIDTH;
            lines.append(column == 0 ? "" : fits ? " " : " \\\n    ").append(word);
            column = fits ? column + word.length() + 1 : word.length() + 4;
        }
        return lines.toString();
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /**
     * Writes the project; the folder appears with all of its files, or not at all.
     *
     * @param folder that is not there, or empty
     * @throws IOException when it cannot be written, or has files
     */
    public void write(Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        refuseFiles(target);
        Path parent = Objects.requireNonNullElse(target.getParent(), target); // the root has files
        Files.createDirectories(parent);
        Path unfinished = parent.resolve(target.getFileName() + "." + UUID.randomUUID() + AtomicFile.UNFINISHED);
        try {
            for (Map.Entry<String, String> file : files(folder).entrySet()) {
                Path place = unfinished.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.writeString(place, file.getValue());
            }
            Files.deleteIfExists(target); // an empty folder
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    private static void refuseFiles(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new IOException(folder + " is a file; --out names another folder");
        } else if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            folder + " has files, and nothing is written among them; --out names" + " another folder");
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(folder)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** All files by their place in the project. */
    Map<String, String> files(Path folder) throws IOException {
        String sources = "src/main/java/" + packageName.replace('.', '/') + "/";
        Map<String, String> words = words(folder, sources);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", filled("README.md", words));
        files.put("pom.xml", filled("pom.xml", words));
        files.put(sources + prefix() + "Plugin.java", filled("Plugin.java", words));
        for (PluginPart part : parts) {
            files.put(sources + part.code() + ".java", filled(part.code() + ".java", words));
        }
        files.put(
                "src/main/resources/META-INF/services/org.derl.plugin.PluginModule",
                packageName + "." + prefix() + "Plugin\n");
        files.put("src/main/resources/reference.conf", settings(words));
        files.put(sources.replace("/main/", "/test/") + prefix() + "PluginTest.java", filled("PluginTest.java", words));
        return files;
    }

    private String settings(Map<String, String> words) throws IOException {
        StringBuilder settings = new StringBuilder(hasVariant() ? filled("variant.conf", words) : "");
        for (PluginPart part : parts) {
            settings.append(settings.isEmpty() ? "" : "\n").append(filled(part.key() + ".conf", words));
        }
        return settings.toString();
    }

    private Map<String, String> words(Path folder, String sources) {
        Set<String> imports = new TreeSet<>(Set.of("org.derl.plugin.PluginModule"));
        parts.forEach(part -> imports.add(part.kind()));
        return Map.of(
                "name", name,
                "Prefix", prefix(),
                "package", packageName,
                "version", version,
                "sources", sources,
                "imports", imports.stream().map(type -> "import " + type + ";").collect(Collectors.joining("\n")),
                "offers",
                        parts.stream()
                                .map(part -> "        " + part.offer(name))
                                .collect(Collectors.joining("\n")),
                "quoted", examined().stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", ")),
                "commands", String.join("\n", commands(folder)));
    }

    /** What the names of its classes begin with. */
    private String prefix() {
        return Stream.of(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String filled(String template, Map<String, String> words) throws IOException {
        String text = text(template);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return text;
    }

    private static String text(String template) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + template);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
