package org.derl.datasets.audio;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.io.Quantity;
import org.derl.io.RegularFile;

/** Reads a WAV file in memory of some thousand samples; of several channels the mean. */
final class WavSamples implements AutoCloseable {

    /** Samples that are read at a time. */
    private static final int BLOCK = 1 << 12;

    private final Path file;
    private final DataInputStream in;
    private final WavHead head;

    private WavSamples(Path file, DataInputStream in, WavHead head) {
        this.file = file;
        this.in = in;
        this.head = head;
    }

    /** Opens a file and reads its head. */
    static WavSamples open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(RegularFile.check(file));
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16));
        try {
            return new WavSamples(file, in, WavHead.read(file, in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    WavHead head() {
        return head;
    }

    /**
     * Passes all samples on.
     *
     * @param findings is told of each
     * @param most how many there may be
     * @throws IOException when the file ends too early, holds what is no number, or is longer than the most; the message
     *     names it
     */
    void read(SampleSink sink, Findings findings, long most) throws IOException {
        int frameBytes = head.frameBytes();
        byte[] bytes = new byte[BLOCK * frameBytes];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] samples = new double[BLOCK];
        long left = head.bytes();
        while (left > 0) {
            int wanted = (int) Math.min(bytes.length, left);
            int there = in.readNBytes(bytes, 0, wanted);
            if (there < wanted && head.bytes() != WavHead.TO_THE_END) {
                long missing = left - there;
                throw new IOException(file + " ends " + Quantity.of(missing, "byte")
                        + " before its samples do; it was cut off: copy it again, or write what there is of it anew by"
                        + " ffmpeg -i " + file.getFileName() + " NEW.wav");
            }
            int count = there / frameBytes;
            for (int i = 0; i < count; i++) {
                samples[i] = mean(buffer, i * frameBytes, findings);
            }
            if (findings.samples() > most) {
                throw new IOException(file + " is longer than " + Quantity.number((double) most / head.rate())
                        + " seconds; cut it into clips of one utterance, or raise it by"
                        + " --set format.wav.longest-seconds=...");
            }
            sink.accept(samples, count);
            left = there < wanted ? 0 : left - there;
        }
    }

    private double mean(ByteBuffer bytes, int at, Findings findings) throws IOException {
        double sum = 0;
        for (int channel = 0; channel < head.channels(); channel++) {
            double value =
                    head.encoding().value(bytes, at + channel * head.encoding().bytes());
            if (!Double.isFinite(value)) {
                throw new IOException(file + ": sample " + (findings.samples() + 1) + " is " + value
                        + ", which is no sound; write it anew from where it came from");
            }
            if (Math.abs(value) > AudioFeatures.LOUDEST) {
                throw new IOException(file + ": sample " + (findings.samples() + 1) + " is " + value
                        + ", but full scale of floats is 1; divide them, as by 32768, or write them as PCM");
            }
            findings.see(value);
            sum += value;
        }
        findings.next();
        return sum / head.channels();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
