package org.derl.datasets.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The features are those of SciPy, Praat and SoX: {@code python3 reference.py make}, in the folder of the files, has
 * written {@code golden.json}.
 */
class AudioFeaturesTest {

    private static final Path FILES = Path.of("src/test/resources/org/derl/datasets/audio");
    private static final int RATE = AudioFeatures.RATE;
    private static final List<String> CHECKED = List.of(
            "energy-db",
            "zero-crossings",
            "centroid-hz",
            "rolloff-hz",
            "flux",
            "mfcc-1",
            "mfcc-2",
            "mfcc-3",
            "mfcc-4",
            "mfcc-5",
            "mfcc-6",
            "mfcc-7",
            "mfcc-8",
            "mfcc-9",
            "mfcc-10",
            "mfcc-11",
            "mfcc-12",
            "mfcc-13");

    /** What is softer is what resamplers leave of silence, and theirs are no features. */
    private static final double AUDIBLE = -60;

    @TempDir
    Path folder;

    private static AudioFeatures features(int framesPerStep, boolean deltas) {
        return new AudioFeatures(new AudioFeatures.Settings(0.025, 0.01, framesPerStep, 13, deltas, 75, 500, 60));
    }

    private static JsonObject golden(String name) throws IOException {
        return JsonParser.parseString(Files.readString(FILES.resolve("golden.json")))
                .getAsJsonObject()
                .getAsJsonObject(name);
    }

    private static double[] row(Recording recording, int step) {
        float[] values = recording.values();
        int width = values.length / recording.steps();
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
            row[i] = values[step * width + i];
        }
        return row;
    }

    /** Of 16 kHz nothing but rounding differs; of other rates the filters of two resamplers do, near 8 kHz. */
    @ParameterizedTest
    @CsvSource({"made.wav, 1e-5", "spoken.wav, 0.03", "stereo-44100.wav, 0.03"})
    void featuresAreThoseOfSciPy(String name, double tolerance) throws IOException {
        AudioFeatures features = features(1, false);
        Recording recording = features.of(FILES.resolve(name));
        JsonObject golden = golden(name);
        assertEquals(golden.get("frames").getAsInt(), recording.steps());
        int every = golden.get("every").getAsInt();
        int audible = 0;
        for (int i = 0; i * every < recording.steps(); i++) {
            double[] ours = row(recording, i * every);
            var theirs = golden.getAsJsonArray("features").get(i).getAsJsonArray();
            boolean resampled = !name.equals("made.wav");
            if (resampled && theirs.get(0).getAsDouble() < AUDIBLE) {
                continue;
            }
            audible++;
            for (int k = 0; k < CHECKED.size(); k++) {
                double expected = theirs.get(k).getAsDouble();
                // A sample near 0 may change its sign: one of 399 pairs, and more of them where filters differ.
                double most = CHECKED.get(k).equals("zero-crossings")
                        ? (resampled ? 8.1 : 2.1) / 399
                        : tolerance * Math.max(CHECKED.get(k).startsWith("mfcc") ? 5 : 1, Math.abs(expected));
                assertEquals(
                        expected,
                        ours[features.columns().indexOf(CHECKED.get(k))],
                        most,
                        name + ", frame " + i * every + ", " + CHECKED.get(k));
            }
        }
        assertTrue(audible > 3, audible + " frames were compared");
    }

    /** Praat searches a path through all frames; where both find a voice, they find the same pitch. */
    @ParameterizedTest
    @CsvSource({"made.wav, 0.97, 1.0, 0.1", "spoken.wav, 0.92, 0.96, 1", "stereo-44100.wav, 0.92, 0.96, 2"})
    void pitchIsThatOfPraat(String name, double voicing, double near, double median) throws IOException {
        AudioFeatures features = features(1, false);
        Recording recording = features.of(FILES.resolve(name));
        var praat = golden(name).getAsJsonArray("pitch");
        List<Double> cents = new ArrayList<>();
        int alike = 0;
        for (int i = 0; i < praat.size(); i++) {
            double ours = row(recording, i)[features.columns().indexOf("f0-hz")];
            double theirs = praat.get(i).getAsDouble();
            alike += (ours > 0) == (theirs > 0) ? 1 : 0;
            if (ours > 0 && theirs > 0) {
                cents.add(1200 * Math.abs(Math.log(ours / theirs)) / Math.log(2));
            }
        }
        cents.sort(null);
        long within = cents.stream().filter(each -> each < 50).count();
        assertTrue(alike >= voicing * praat.size(), alike + " of " + praat.size() + " voiced or not in both");
        assertTrue(cents.size() > 20, cents.size() + " frames with a pitch in both");
        assertTrue(within >= near * cents.size(), within + " of " + cents.size() + " within 50 cents");
        assertTrue(cents.get(cents.size() / 2) < median, "median of " + cents.get(cents.size() / 2) + " cents");
    }

    @ParameterizedTest
    @CsvSource({"made.wav, 1e-7", "spoken.wav, 2e-3", "stereo-44100.wav, 2e-3"})
    void samplesAreThoseOfSox(String name, double tolerance) throws IOException {
        List<Double> ours = new ArrayList<>();
        try (WavSamples samples = WavSamples.open(FILES.resolve(name))) {
            Resampler resampler = new Resampler(samples.head().rate(), RATE, (some, count) -> {
                for (int i = 0; i < count; i++) {
                    ours.add(some[i]);
                }
            });
            samples.read(resampler, new Findings(1, samples.head().channels()), Long.MAX_VALUE);
            resampler.end();
        }
        var sox = golden(name).getAsJsonArray("samples");
        for (int i = 0; i < sox.size(); i++) {
            assertEquals(sox.get(i).getAsDouble(), ours.get(1000 + i), tolerance, name + ", sample " + (1000 + i));
        }
    }

    @ParameterizedTest
    @CsvSource({"made.wav, 16000", "spoken.wav, 22050"})
    void energyIsThatOfSox(String name, int rate) throws IOException {
        Recording recording = new AudioFeatures(new AudioFeatures.Settings(0.5, 0.5, 1, 1, false, 75, 500, 60))
                .of(FILES.resolve(name));
        assertEquals(golden(name).get("rms").getAsDouble(), row(recording, 0)[0], 0.02, rate + " Hz");
    }

    /** So that what predicts gets the features that training had. */
    @Test
    void samplesInMemoryGiveTheBitsOfTheFile() throws IOException {
        double[] tone = WavBytes.tone(RATE, 5000, 0.4);
        Path file = Files.write(folder.resolve("tone.wav"), WavBytes.of(3, 32, 1, RATE, WavBytes.floats(tone)));
        float[] samples = new float[tone.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) tone[i];
        }
        AudioFeatures features = features(10, true);
        assertArrayEquals(features.of(file).values(), features.of(samples, RATE).values());
    }

    @Test
    void stepsAreMeansOfFramesAndPitchOfVoicedOnes() throws IOException {
        AudioFeatures single = features(1, false);
        Path file = FILES.resolve("made.wav");
        Recording frames = single.of(file);
        Recording steps = features(10, false).of(file);
        assertEquals((frames.steps() + 9) / 10, steps.steps());
        int pitch = single.columns().indexOf("f0-hz");
        for (int step = 0; step < steps.steps(); step++) {
            int last = Math.min(frames.steps(), 10 * step + 10);
            double[][] own = new double[last - 10 * step][];
            for (int i = 0; i < own.length; i++) {
                own[i] = row(frames, 10 * step + i);
            }
            double[] mean = row(steps, step);
            for (int k = 0; k < mean.length; k++) {
                int column = k;
                double expected = Arrays.stream(own)
                        .filter(frame -> column != pitch || frame[pitch] > 0)
                        .mapToDouble(frame -> frame[column])
                        .average()
                        .orElse(0);
                assertEquals(expected, mean[k], 1e-4 * Math.max(1, Math.abs(expected)), step + ", " + k);
            }
        }
    }

    @Test
    void deltasAreSlopesOfCoefficients() throws IOException {
        Path file = FILES.resolve("made.wav");
        AudioFeatures features = features(10, true);
        assertEquals(20 + 13, features.columns().size());
        Recording with = features.of(file);
        Recording without = features(10, false).of(file);
        int first = features.columns().indexOf("mfcc-1");
        int slope = features.columns().indexOf("delta-mfcc-1");
        double expected = (2 * (row(without, 6)[first] - row(without, 2)[first])
                        + row(without, 5)[first]
                        - row(without, 3)[first])
                / 10;
        assertEquals(expected, row(with, 4)[slope], 1e-5);
        assertArrayEquals(row(without, 4), Arrays.copyOf(row(with, 4), 20));
    }

    /** One that changes what is computed must change the recipe, for models were trained on the former one. */
    @Test
    void recipeHoldsVersionAndSettings() throws IOException {
        assertEquals(
                "audio-features 1: rate=16000, frame-seconds=0.025, hop-seconds=0.01, frames-per-step=10,"
                        + " coefficients=13, deltas=false, pitch-floor=75, pitch-ceiling=500",
                features(10, false).recipe());
        Recording recording = features(10, false).of(FILES.resolve("spoken.wav"));
        assertEquals(GOLDEN_BITS, Arrays.hashCode(recording.values()));
    }

    private static final int GOLDEN_BITS = -768_473_330;

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (double[] wrong : new double[][] {
            {0, 0.01, 10, 13, 75, 500, 60},
            {0.025, 0.03, 10, 13, 75, 500, 60},
            {0.025, 0.01, 0, 13, 75, 500, 60},
            {0.025, 0.01, 10, 26, 75, 500, 60},
            {0.025, 0.01, 10, 13, 500, 75, 60},
            {0.025, 0.01, 10, 13, 75, 5000, 60},
            {0.025, 0.01, 10, 13, 75, 500, 0}
        }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new AudioFeatures.Settings(
                            wrong[0], wrong[1], (int) wrong[2], (int) wrong[3], false, wrong[4], wrong[5], wrong[6]));
        }
    }
}
