package org.derl.bench.executor;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.derl.bench.trial.TrialFolder;

/** Hands trials to another executor one after the other, so that a test may change the world between them. */
public final class OneByOne implements TrialExecutor {

    private final TrialExecutor inner;
    private final Before before;
    private final Queue<TrialFolder> waiting = new ArrayDeque<>();
    private boolean running;

    /** What is done before a trial. */
    @FunctionalInterface
    public interface Before {
        void run(TrialFolder folder) throws IOException;
    }

    public OneByOne(TrialExecutor inner, Before before) {
        this.inner = inner;
        this.before = before;
    }

    @Override
    public void submit(List<TrialFolder> trials) {
        waiting.addAll(trials);
    }

    @Override
    public List<TrialEvent> poll() throws IOException, InterruptedException {
        if (!running) {
            TrialFolder next = waiting.remove();
            before.run(next);
            inner.submit(List.of(next));
            running = true;
        }
        List<TrialEvent> events = inner.poll();
        running = events.stream()
                .noneMatch(event -> event instanceof TrialEvent.Completed || event instanceof TrialEvent.Failed);
        return events;
    }

    @Override
    public void close() {
        inner.close();
    }
}
