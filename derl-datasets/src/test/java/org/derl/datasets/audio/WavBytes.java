package org.derl.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files byte by byte. */
final class WavBytes {

    private static final int HEAD = 44;

    private WavBytes() {}

    /** A file of samples that are bytes already. */
    static byte[] of(int format, int bits, int channels, int rate, byte[] samples) {
        ByteBuffer file = ByteBuffer.allocate(HEAD + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(text("RIFF"))
                .putInt(HEAD - 8 + samples.length)
                .put(text("WAVEfmt "))
                .putInt(16);
        file.putShort((short) format).putShort((short) channels).putInt(rate);
        file.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        return file.put(text("data")).putInt(samples.length).put(samples).array();
    }

    /** A file of 16 bits and one channel. */
    static byte[] of(int rate, double... samples) {
        return of(1, 16, 1, rate, shorts(samples));
    }

    /** Samples as 16 bits. */
    static byte[] shorts(double... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double sample : samples) {
            bytes.putShort((short) Math.round(sample * 32767));
        }
        return bytes.array();
    }

    /** Samples as floats of 32 bits. */
    static byte[] floats(double... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double sample : samples) {
            bytes.putFloat((float) sample);
        }
        return bytes.array();
    }

    /** A tone of 200 Hz. */
    static double[] tone(int rate, int samples, double amplitude) {
        double[] tone = new double[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = amplitude * StrictMath.sin(2 * Math.PI * 200 * i / rate);
        }
        return tone;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
