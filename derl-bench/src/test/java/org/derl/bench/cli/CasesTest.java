package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Files that people really have, as {@code cases.txt} lists them; {@code .ci/cases} runs the same list. */
class CasesTest {

    private static final Path FOLDER = folder();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    /** A block of the list: what its lines say, by their first word. */
    private record Case(Map<String, List<String>> lines) {

        String name() {
            return all("case").get(0);
        }

        List<String> all(String key) {
            return lines.getOrDefault(key, List.of());
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("cases.txt"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" +", 2);
            if (words[0].equals("case")) {
                cases.add(new Case(new TreeMap<>()));
            }
            cases.get(cases.size() - 1)
                    .lines()
                    .computeIfAbsent(words[0], key -> new ArrayList<>())
                    .add(words[1]);
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCommandSaysWhatIsRight(Case tried) {
        List<String> wrong = wrong(tried);
        for (String why : tried.all("open")) {
            if (wrong.isEmpty()) {
                fail("holds; remove its line 'open'");
            }
            Assumptions.abort(tried + " is open: " + why);
        }
        assertTrue(wrong.isEmpty(), () -> wrong + "\n" + out);
    }

    @Test
    void everyFolderIsListed() throws IOException {
        Set<String> listed = cases().stream().map(Case::name).collect(Collectors.toCollection(LinkedHashSet::new));
        try (Stream<Path> folders = Files.list(FOLDER)) {
            List<String> missing = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !listed.contains(name))
                    .toList();
            assertTrue(missing.isEmpty(), missing + " are in no block of cases.txt");
        }
    }

    /** What does not hold of a case. */
    private List<String> wrong(Case tried) {
        int status = run(tried);
        String text = out.toString().replaceAll("\\s+", " ");
        List<String> wrong = new ArrayList<>();
        if (status != Integer.parseInt(tried.all("exit").get(0))) {
            wrong.add("exit " + status);
        }
        tried.all("says").stream().filter(says -> !text.contains(says)).forEach(says -> wrong.add("says " + says));
        tried.all("never").stream().filter(text::contains).forEach(never -> wrong.add("never " + never));
        for (String most : tried.all("lines")) {
            if (out.toString().lines().count() > Integer.parseInt(most)) {
                wrong.add("lines " + most);
            }
        }
        return wrong;
    }

    private int run(Case tried) {
        int status = 0;
        for (String command : tried.all("command")) {
            List<String> arguments = new ArrayList<>(Arrays.stream(command.split(" "))
                    .map(word ->
                            word.replace("CASE", FOLDER.resolve(tried.name()).toString()))
                    .toList());
            arguments.add("--cache-dir=" + directory.resolve("cache"));
            if (arguments.get(0).equals("compare")) {
                arguments.add("--out=" + directory.resolve("runs"));
            }
            CommandLine commandLine = Main.commandLine();
            commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
            status = commandLine.execute(arguments.toArray(String[]::new));
            if (status != 0) {
                return status;
            }
        }
        return status;
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(CasesTest.class.getResource("/org/derl/bench/cases"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
