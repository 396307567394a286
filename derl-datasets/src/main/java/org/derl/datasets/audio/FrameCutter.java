package org.derl.datasets.audio;

import java.util.function.Consumer;

/**
 * Cuts samples into windows that overlap. A window is a frame with as many samples before it as after it, for what needs
 * a longer look at the same moment; silence is before the first and after the last sample.
 */
final class FrameCutter implements SampleSink {

    private final int margin;
    private final int hop;
    private final Consumer<double[]> consumer;
    private final double[] kept;
    private int count;

    /**
     * Cuts a recording.
     *
     * @param frame samples of a frame
     * @param margin samples before it, and after it
     * @param hop samples from the beginning of one to that of the next, at most those of a frame
     */
    FrameCutter(int frame, int margin, int hop, Consumer<double[]> consumer) {
        this.margin = margin;
        this.hop = hop;
        this.consumer = consumer;
        kept = new double[frame + 2 * margin];
        count = margin;
    }

    @Override
    public void accept(double[] samples, int more) {
        int taken = 0;
        while (taken < more) {
            int now = Math.min(more - taken, kept.length - count);
            System.arraycopy(samples, taken, kept, count, now);
            taken += now;
            count += now;
            if (count == kept.length) {
                consumer.accept(kept.clone());
                System.arraycopy(kept, hop, kept, 0, count - hop);
                count -= hop;
            }
        }
    }

    /** Passes on what waits for the samples after the last. */
    void end() {
        accept(new double[margin], margin);
    }
}
