package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That {@code .ci/speed} says what it needs before it builds anything. */
@DisabledOnOs(OS.WINDOWS)
class SpeedScriptTest {

    @ParameterizedTest
    @CsvSource({
        "--rounds, '--rounds needs a number, as in --rounds 5'",
        "--steps mult, '--steps needs a number, as in --steps 5'",
        "--shortest 0, '--shortest needs a number, as in --shortest 5'",
        "--round 5, '--round is no option; there are --rounds, --steps, --warm-up and --shortest'"
    })
    void whatIsMissingIsSaid(String arguments, String said) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../.ci/speed"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), output);
        assertEquals("speed: " + said, output.strip());
    }
}
