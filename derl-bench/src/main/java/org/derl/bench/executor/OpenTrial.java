package org.derl.bench.executor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.claim.Claim;
import org.derl.bench.claim.ClaimWatch;
import org.derl.bench.claim.Holder;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;

/**
 * A trial that some process runs or will run, seen through its folder. Executors whose trials run elsewhere watch by
 * it.
 */
public final class OpenTrial {

    private final TrialFolder folder;
    private final EventFile events;
    private final ClaimWatch claim;
    private boolean ended;

    /** Watches a trial from now on. */
    public OpenTrial(TrialFolder folder) throws IOException {
        this.folder = folder;
        events = new EventFile(folder);
        claim = new ClaimWatch(folder.claim());
    }

    /** Its folder. */
    public TrialFolder folder() {
        return folder;
    }

    /** Who runs it; empty where nobody does. */
    public Optional<Holder> holder() throws IOException {
        return Claim.holder(folder.claim());
    }

    /** Whether nobody runs it. A claim whose holder has died is deleted. */
    public boolean isFree() throws IOException {
        return claim.isFree();
    }

    /** Whether its end has been told of. */
    public boolean hasEnded() {
        return ended;
    }

    /** What is new, its end last. */
    public List<TrialEvent> read() throws IOException {
        // Whoever runs it writes its end first and gives the claim back then: what is told before stands in the file.
        boolean over = folder.isEnded() && isFree();
        List<TrialEvent> heard = new ArrayList<>(events.read());
        if (over) {
            ended = true;
            heard.add(end());
        }
        return heard;
    }

    private TrialEvent end() throws IOException {
        Optional<TrialFailedException> failure = folder.isComplete() ? Optional.empty() : folder.failure();
        return failure.isPresent()
                ? new TrialEvent.Failed(
                        folder,
                        String.valueOf(failure.get().getMessage()),
                        failure.get().outOfMemory())
                : new TrialEvent.Completed(folder);
    }
}
