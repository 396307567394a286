package org.derl.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NumberArray;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavFormatTest {

    private static final int RATE = 16_000;
    private static final double[] TONE = WavBytes.tone(RATE, 4000, 0.5);
    private static final WavFormat FORMAT = new WavFormat(
            new AudioFeatures.Settings(0.025, 0.01, 10, 13, false, 75, 500, 10),
            new Directories(Path.of("data"), Path.of("cache")));

    @TempDir
    Path folder;

    private ArrayFile open(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("clip.wav"), bytes);
        assertTrue(FORMAT.recognizes(file, bytes), "a WAV file is known by its first bytes");
        return FORMAT.open(file);
    }

    private float[] values(byte[] bytes) throws IOException {
        NumberArray numbers = (NumberArray) open(bytes).arrays().get(0).array();
        float[] values = new float[(int) numbers.size()];
        numbers.floats(0, values, 0, values.length);
        return values;
    }

    private String refusal(byte[] bytes) {
        String message = assertThrows(
                        IOException.class, () -> FORMAT.open(Files.write(folder.resolve("clip.wav"), bytes)))
                .getMessage();
        assertTrue(message.startsWith(folder.resolve("clip.wav").toString()), message);
        return message;
    }

    @Test
    void recordingIsAnArrayOfStepsWithNamedColumns() throws IOException {
        ArrayFile file = open(WavBytes.of(RATE, TONE));
        assertEquals("audio", file.arrays().get(0).name());
        assertEquals(new Shape(3, 20), file.arrays().get(0).array().shape());
        assertEquals(
                List.of("energy-db", "zero-crossings", "f0-hz", "voicing", "centroid-hz", "rolloff-hz", "flux"),
                file.columns().subList(0, 7));
        assertEquals(List.of(), file.remarks());
        float[] values = values(WavBytes.of(RATE, TONE));
        assertEquals(20 * Math.log10(0.5 / Math.sqrt(2)), values[0], 0.01);
        assertEquals(200, values[2], 0.1);
        assertEquals(1, values[3]);
    }

    /** Each is the same tone; what differs is how finely it was rounded. */
    @ParameterizedTest
    @CsvSource({"1,8,0.2", "1,24,1e-3", "1,32,1e-3", "3,32,1e-3", "3,64,1e-3", "7,8,0.2", "6,8,0.2"})
    void everyEncodingIsRead(int format, int bits, double tolerance) throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(TONE.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : TONE) {
            switch (format * 100 + bits) {
                case 108 -> samples.put((byte) Math.round(value * 127 + 128));
                case 124 -> {
                    int whole = (int) Math.round(value * 8388607);
                    samples.putShort((short) whole).put((byte) (whole >> 16));
                }
                case 132 -> samples.putInt((int) Math.round(value * Integer.MAX_VALUE));
                case 332 -> samples.putFloat((float) value);
                case 364 -> samples.putDouble(value);
                default -> samples.put(companded(format, value));
            }
        }
        float[] expected = values(WavBytes.of(RATE, TONE));
        float[] actual = values(WavBytes.of(format, bits, 1, RATE, samples.array()));
        assertEquals(expected[0], actual[0], tolerance, "energy");
        assertEquals(expected[2], actual[2], 200 * tolerance, "pitch");
    }

    /** The code whose sample is nearest, of all. */
    private static byte companded(int format, double value) {
        Encoding encoding = Encoding.of(format, 8).orElseThrow();
        int best = 0;
        double least = 2;
        for (int code = 0; code < 256; code++) {
            double distance = Math.abs(value - encoding.value(ByteBuffer.wrap(new byte[] {(byte) code}), 0));
            if (distance < least) {
                least = distance;
                best = code;
            }
        }
        return (byte) best;
    }

    /** Of ITU-T G.711, as SoX writes them: {@code sox -n -r 8000 -e mu-law ...}. */
    @Test
    void compandedSamplesAreThoseOfTheStandard() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, (byte) 0x80, (byte) 0xff, 0x7f, (byte) 0xd5, 0x2a});
        assertEquals(-32124 / 32768.0, Encoding.MU_LAW.value(bytes, 0));
        assertEquals(32124 / 32768.0, Encoding.MU_LAW.value(bytes, 1));
        assertEquals(0, Encoding.MU_LAW.value(bytes, 2));
        assertEquals(8 / 32768.0, Encoding.A_LAW.value(bytes, 4));
        assertEquals(-32256 / 32768.0, Encoding.A_LAW.value(bytes, 5));
    }

    @Test
    void channelsAreAveragedAndRatesToldOf() throws IOException {
        double[] both = new double[2 * TONE.length];
        for (int i = 0; i < TONE.length; i++) {
            both[2 * i] = 1.5 * TONE[i];
            both[2 * i + 1] = 0.5 * TONE[i];
        }
        byte[] stereo = WavBytes.of(1, 16, 2, RATE, WavBytes.shorts(both));
        assertEquals(List.of("the mean of its 2 channels"), open(stereo).remarks());
        assertEquals(values(WavBytes.of(RATE, TONE))[0], values(stereo)[0], 1e-3);
        List<String> remarks =
                open(WavBytes.of(8000, WavBytes.tone(8000, 4000, 0.5))).remarks();
        assertEquals(List.of("resampled from 8000 Hz to 16000 Hz; nothing above 4000 Hz was recorded"), remarks);
    }

    @Test
    void silenceAndClippingAreKeptAndToldOf() throws IOException {
        assertTrue(open(WavBytes.of(RATE, new double[4000])).remarks().get(0).startsWith("silence, all samples are 0"));
        for (float value : values(WavBytes.of(RATE, new double[4000]))) {
            assertTrue(Float.isFinite(value));
        }
        String soft = open(WavBytes.of(RATE, WavBytes.tone(RATE, 4000, 5e-4)))
                .remarks()
                .get(0);
        assertTrue(soft.startsWith("nearly silence, all samples are below -60 dB"), soft);
        double[] clipped = WavBytes.tone(RATE, 4000, 1.5);
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = Math.max(-1, Math.min(1, clipped[i]));
        }
        String loud = open(WavBytes.of(RATE, clipped)).remarks().get(0);
        assertTrue(loud.startsWith("clipped, more than 0.1 % of its samples are at full scale"), loud);
    }

    @Test
    void lengthThatAPipeDidNotKnowIsToTheEnd() throws IOException {
        for (int unknown : new int[] {0, -1, 0x7ffff000}) {
            byte[] piped = WavBytes.of(RATE, TONE);
            ByteBuffer.wrap(piped)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(4, unknown)
                    .putInt(40, unknown);
            assertArrayEquals(values(WavBytes.of(RATE, TONE)), values(piped));
        }
    }

    /** Files of more than 2 GiB, which hold nothing but zeros and take no room. */
    @ParameterizedTest
    @CsvSource({
        "0x7fff1000, 0, 0", // as long as what a pipe says
        "0x7fff1000, 40, 40", // the same with a chunk behind the samples
        "0x90000000, 0, 0",
        "0x90000000, -5000, 0", // cut off
        "0, 40, 40" // no samples, and a chunk behind
    })
    void lengthThatAFileHasIsTrustedHoweverLong(String length, long more, long toldMore) throws IOException {
        long bytes = Long.decode(length);
        byte[] start = WavBytes.of(RATE);
        ByteBuffer.wrap(start)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, (int) (start.length - 8 + bytes + toldMore))
                .putInt(40, (int) bytes);
        Path file = Files.write(folder.resolve("long.wav"), start);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(start.length + bytes + more);
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertEquals(bytes, WavHead.read(file, in).bytes());
        }
    }

    @Test
    void whatCannotBeReadSaysWhyAndWhatToDo() {
        byte[] sound = WavBytes.of(RATE, TONE);
        assertContains(
                refusal(Arrays.copyOf(sound, sound.length - 100)), "100 bytes before its samples do; it was cut");
        assertContains(refusal(Arrays.copyOf(sound, 30)), "ends within its head; it was cut off: copy it again");
        assertContains(refusal(WavBytes.of(RATE)), "holds no sample");
        assertContains(
                refusal(WavBytes.of(RATE, new double[399])),
                "has 399 samples, which is 0.0249375 seconds and less than a frame of 0.025");
        assertContains(refusal(WavBytes.of(4000, TONE)), "has 4000 samples a second; speech needs 8000 or more");
        assertContains(refusal(WavBytes.of(2, 4, 1, RATE, new byte[8])), "has samples of the format 2 with 4 bits");
        assertContains(refusal(WavBytes.of(1, 16, 100, RATE, new byte[200])), "has 100 channels; 1 to 64 are read");
        double[] nan = TONE.clone();
        nan[7] = Double.NaN;
        assertContains(refusal(WavBytes.of(3, 32, 1, RATE, WavBytes.floats(nan))), "sample 8 is NaN");
        nan[7] = 12_000;
        assertContains(
                refusal(WavBytes.of(3, 32, 1, RATE, WavBytes.floats(nan))),
                "sample 8 is 12000.0, but full scale of floats is 1");
        assertContains(
                refusal("ID3 no sound at all".getBytes(StandardCharsets.UTF_8)), "is no WAV file; ffmpeg -i clip.wav");
        byte[] long12 = WavBytes.of(1, 8, 1, 8000, new byte[100_000]);
        assertContains(refusal(long12), "is longer than 10 seconds; cut it into clips");
    }

    private static void assertContains(String message, String part) {
        assertTrue(message.contains(part), message);
    }
}
