package org.derl.data;

import ai.djl.ndarray.NDManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The test split of a data set. Ids, labels and groups may be read at any time, but not what models predict from: for
 * that it must be opened, which is refused while a training goes on, and recorded.
 *
 * <p>The seal protects from looks by mistake, such as by a listener or a loop of one's own. It is no protection from
 * code that means harm: whoever generates the samples or reads the files has them.
 */
public final class SealedSplit implements Split {

    /** Threads that a training starts belong to it. */
    private static final ThreadLocal<@Nullable Seal> TRAINING = new InheritableThreadLocal<>();

    /** Code of ours, which others call. */
    private static final List<String> OURS = List.of("org.derl.data.", "org.derl.bench.", "java.", "jdk.");

    private final Split split;
    private final Clock clock;
    private final List<Opening> openings = new CopyOnWriteArrayList<>();

    /**
     * That it was opened.
     *
     * @param by whom
     * @param epoch whose weights had been chosen; 0 where nothing was trained
     * @param time when, to the second
     */
    public record Opening(String by, int epoch, Instant time) {}

    /** Seals a split. */
    public SealedSplit(Split split) {
        this(split, Clock.systemUTC());
    }

    SealedSplit(Split split, Clock clock) {
        this.split = split instanceof SealedSplit sealed ? sealed.split : split;
        this.clock = clock;
    }

    /** A training, during which nothing is opened by its thread, nor by threads that it starts. */
    public static final class Seal implements AutoCloseable {

        private final @Nullable Seal around = TRAINING.get();
        private volatile boolean ended;

        private Seal() {}

        private boolean holds() {
            return !ended || (around != null && around.holds());
        }

        /** Called by the thread that began the training. */
        @Override
        public void close() {
            ended = true;
            TRAINING.set(around);
        }
    }

    /** Begins a training, which ends when the seal is closed. */
    public static Seal seal() {
        Seal seal = new Seal();
        TRAINING.set(seal);
        return seal;
    }

    /**
     * The split, with what models predict from.
     *
     * @param by who opens it, which is recorded
     * @param epoch whose weights have been chosen; 0 where nothing is trained
     * @throws IllegalStateException when a training goes on in this thread; the message names the caller
     */
    public Split open(String by, int epoch) {
        Seal seal = TRAINING.get();
        if (seal != null && seal.holds()) {
            throw new IllegalStateException("the test split stays sealed until the epoch is fixed: " + caller()
                    + " tried to open it in a training");
        }
        openings.add(new Opening(by, epoch, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        return split;
    }

    /** How often it was opened, and by whom. */
    public List<Opening> openings() {
        return List.copyOf(openings);
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> OURS.stream().noneMatch(frame.getClassName()::startsWith))
                        .findFirst()
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + " (line "
                                + frame.getLineNumber() + ")"))
                .orElse("this program");
    }

    private static IllegalStateException sealed() {
        return new IllegalStateException("the test split is sealed: " + caller()
                + " tried to read what models predict from; open it once the epoch is fixed, by open(by, epoch)");
    }

    /** Refused. */
    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        throw sealed();
    }

    /** Refused. */
    @Override
    public Targets targets(NDManager manager) {
        throw sealed();
    }

    /** Stays sealed: a fingerprint tells nothing. */
    @Override
    public void addTo(Fingerprint fingerprint) {
        split.addTo(fingerprint);
    }

    @Override
    public List<String> ids() {
        return split.ids();
    }

    @Override
    public List<Double> labels() {
        return split.labels();
    }

    @Override
    public List<String> groups() {
        return split.groups();
    }

    @Override
    public double leastError() {
        return split.leastError();
    }

    @Override
    public int size() {
        return split.size();
    }

    @Override
    public Optional<String> checksum() {
        return split.checksum();
    }
}
