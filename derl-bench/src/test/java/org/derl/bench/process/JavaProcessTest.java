package org.derl.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaProcessTest {

    @Test
    void whatTrainsIsNotCompiledAsAShortCommandIs() {
        assertEquals(
                List.of("-Xmx2g", "-Dx=a b", "-XX:Tier3InvocationThreshold=2000", "-XX:Tier4InvocationThreshold=50000"),
                JavaProcess.options(
                        List.of("-Xmx2g", "-agentlib:jdwp", "-javaagent:x.jar", "-Dx=a b", "-XX:TieredStopAtLevel=1"),
                        "-XX:Tier3InvocationThreshold=2000 -XX:Tier4InvocationThreshold=50000"));
        assertEquals(List.of("-Xmx2g"), JavaProcess.options(List.of("-Xmx2g"), ""));
    }
}
