package org.derl.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.data.ByModality;
import org.junit.jupiter.api.Test;

/** The peers in {@code derl-bench/peers}, each of which takes a step on padded sequences. */
class PyTorchPeersTest {

    private static final StepData LOAD =
            new StepData(4, 9, 2, null, ByModality.of(Map.of("text", 12, "audio", 8, "vision", 5)), null);

    @Test
    void haveAsManyParametersAsTheirModels() throws IOException {
        String python = System.getProperty("derl.python");
        assumeTrue(python != null, "skipped: -Dderl.python=PYTHON names no interpreter that has PyTorch");
        Map<String, String> peers = peers(python);
        assertTrue(peers.size() >= 14, peers::toString);
        Models models = models();
        peers.forEach((model, parameters) -> assertEquals(
                models.settings(model, List.of()).model().build(LOAD.schema()).parameterCount(),
                Long.parseLong(parameters),
                model));
    }

    /** The number of parameters of each, by its model. */
    private static Map<String, String> peers(String python) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "peers/all.py"));
        command.addAll(LOAD.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.lines()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> words[0], words -> words[2]));
    }

    private static Models models() {
        Configuration configuration = Configuration.of(PyTorchPeersTest.class.getClassLoader());
        Config usual = configuration.defaults().getConfig("derl.speed.on");
        return configuration.with(usual).make(Models.class);
    }
}
