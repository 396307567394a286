package org.derl.bench.executor.worker;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A signal that this process is to end, such as SIGTERM. The process waits for the work that is under way, which is
 * told of it and keeps what it needs to be gone on with; but not for ever.
 */
public final class StopSignal {

    /** A step of a large model on a slow machine, and a checkpoint of it. */
    public static final long SECONDS = 60;

    private final Phaser works = new Phaser(1);
    private volatile boolean given;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::give));
        return signal;
    }

    private void give() {
        given = true;
        int phase = works.arrive();
        try {
            works.awaitAdvanceInterruptibly(phase, SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            // what was kept before must do
        }
    }

    /** Work that is not to be cut off, once it has something to keep. */
    Work begin() {
        return new Work();
    }

    /** Work under way, until it is closed. */
    final class Work implements AutoCloseable {

        private boolean begun;

        /** Whether it is to end soon; from the first question on there is something to keep. */
        boolean isToStop() {
            if (!begun) {
                begun = true;
                works.register();
            }
            return given;
        }

        @Override
        public void close() {
            if (begun) {
                works.arriveAndDeregister();
            }
        }
    }
}
