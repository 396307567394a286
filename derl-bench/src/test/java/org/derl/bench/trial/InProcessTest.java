package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.derl.bench.train.Progress;
import org.derl.config.FaultyPluginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of whatever is thrown in a trial. */
class InProcessTest {

    private static final ClassLoader LOADER = InProcessTest.class.getClassLoader();

    @TempDir
    Path directory;

    private void run(Throwable thrown) throws Exception {
        Trial trial = new Trial(
                "toy-model", "toy", "as-is", 1, "cpu", ConfigFactory.parseString("toy-model.training.epochs = 1"));
        new InProcess(LOADER).run(trial, new TrialFolder(directory), new Progress() {
            @Override
            public void finished(Epoch epoch) {
                InProcessTest.<RuntimeException>sneak(thrown);
            }
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as code of another language may throw
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private TrialFailedException failure(Throwable thrown) {
        return assertThrows(TrialFailedException.class, () -> run(thrown));
    }

    @Test
    void anErrorFailsItsTrialAlone() {
        TrialFailedException failure = failure(new AssertionError("no gate"));
        assertTrue(failure.getMessage().startsWith("AssertionError: no gate"), failure.getMessage());
        assertFalse(failure.outOfMemory());
        assertTrue(failure(new OutOfMemoryError("Java heap space")).outOfMemory());
    }

    @Test
    void wantOfMemoryIsNoFaultOfThePluginThatHitsIt() {
        RuntimeException engine = new RuntimeException("DefaultCPUAllocator: can't allocate memory: 9 bytes");
        TrialFailedException failure = failure(new FaultyPluginException("gate 'x' cannot be applied", engine));
        assertTrue(failure.outOfMemory());
        assertTrue(failure.getMessage().startsWith("the machine's memory does not suffice ("), failure.getMessage());
    }

    @Test
    void whatIsMeantForUsersIsToldAsItIs() {
        assertEquals(
                "no such thing",
                failure(new IllegalArgumentException("no such thing")).getMessage());
        assertTrue(failure(new NumberFormatException("For input string: \"x\""))
                .getMessage()
                .startsWith("NumberFormatException: For input"));
    }

    @Test
    void anInterruptWhileAFileIsWrittenIsNoFailure() {
        assertThrows(InterruptedException.class, () -> run(new ClosedByInterruptException()));
    }
}
