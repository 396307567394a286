package org.derl.bench.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.derl.bench.train.Progress;
import org.derl.bench.worker.WorkerProtocol.Ended;
import org.junit.jupiter.api.Test;

class WorkerProtocolTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final StringWriter log = new StringWriter();
    private final List<Object> heard = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void finished(Epoch epoch) {
            heard.add(epoch);
        }

        @Override
        public void stepped(int epoch, int step, int steps) {
            heard.add(List.of(epoch, step, steps));
        }
    };

    private List<Optional<Ended>> read() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> WorkerProtocol.read(line, progress, log))
                .toList();
    }

    @Test
    void whatIsSaidIsHeard() {
        Progress.Epoch epoch = new Progress.Epoch(2, 12, 0.25, Double.NaN, true);
        WorkerProtocol.writer(out).stepped(2, 7, 75);
        WorkerProtocol.writer(out).finished(epoch);
        WorkerProtocol.end(out, Ended.WITH_RESULT);
        assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.of(Ended.WITH_RESULT)), read());
        assertEquals(List.of(List.of(2, 7, 75), epoch), heard);
        assertEquals("", log.toString());
    }

    @Test
    void wantOfMemoryIsToldApart() {
        WorkerProtocol.end(out, Ended.outOfMemory("of 100 MiB"));
        assertEquals(List.of(Optional.of(Ended.outOfMemory("of 100 MiB"))), read());
    }

    @Test
    void aReasonMayHaveSeveralLines() {
        Ended ended = Ended.without("no result:\nfor two reasons");
        WorkerProtocol.end(out, ended);
        WorkerProtocol.end(out, Ended.without("no result:\r\nfor two reasons"));
        WorkerProtocol.end(out, Ended.without("no result:\rfor two reasons"));
        assertEquals(Collections.nCopies(3, Optional.of(ended)), read());
    }

    @Test
    void whateverElseIsPrintedGoesIntoTheLogEvenWithinALine() {
        out.println("step 1 of a part that prints");
        out.print("unfinished");
        WorkerProtocol.end(out, Ended.WITH_RESULT);
        assertEquals(List.of(Optional.empty(), Optional.of(Ended.WITH_RESULT)), read());
        assertEquals(
                List.of("step 1 of a part that prints", "unfinished"),
                log.toString().lines().toList());
        assertEquals(List.of(), heard);
    }
}
