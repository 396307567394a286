package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @Test
    void jarHasTheVersionOfThePom() throws IOException {
        assertEquals(first("<version>(.*?)</version>", "pom.xml"), new Version().getVersion()[0]);
    }

    /** These do not inherit it: examples have no parent. */
    @ParameterizedTest
    @CsvSource({
        "examples/custom-model/pom.xml, <derl.version>(.*?)</derl.version>",
        "examples/max-fusion/pom.xml, <derl.version>(.*?)</derl.version>",
        "examples/predict/pom.xml, <derl.version>(.*?)</derl.version>",
        "CITATION.cff, (?m)^version: (.*)$"
    })
    void filesThatRepeatTheVersionHaveTheSame(String file, String pattern) throws IOException {
        assertEquals(new Version().getVersion()[0], first(pattern, file));
    }

    private static String first(String pattern, String file) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of("..", file)));
        return found.find() ? found.group(1) : "no version in " + file;
    }
}
