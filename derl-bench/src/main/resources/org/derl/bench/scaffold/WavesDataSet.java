package @package@;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.io.Directories;

/**
 * Waves in three modalities, whose height is the label; made from a seed. A data set from files reads them below
 * {@code directories.data()}, and throws an {@code IOException} that says what to put where.
 */
final class WavesDataSet implements DataSetLoader {

    private static final int SIZE = 4;
    private static final int LONGEST = 12;

    private final Config config;
    private final ByModality<FeatureShape> shapes;

    /**
     * @param samples of the training split; the others have a quarter each
     * @param noise its standard deviation
     */
    record Config(int samples, double noise) {

        /** Checks that each split has a sample. */
        Config {
            if (samples < 4) {
                throw new IllegalArgumentException("samples must be at least 4, not " + samples);
            }
        }
    }

    WavesDataSet(Config config, Directories directories) {
        this.config = config;
        shapes = ByModality.of(
                List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                modality -> FeatureShape.features(SIZE, LONGEST));
    }

    @Override
    public DataSet load() {
        int rest = config.samples() / 4;
        return new DataSet(
                "@name@-data-set",
                "@name@",
                new Schema(shapes, Task.SENTIMENT),
                split("train", config.samples(), 1),
                split("validation", rest, 2),
                split("test", rest, 3));
    }

    private InMemorySplit split(String name, int samples, long seed) {
        Random random = new Random(seed);
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            double label = 6 * random.nextDouble() - 3;
            all.add(new Sample(name + "-" + i, label, shapes.map((modality, shape) -> wave(random, label))));
        }
        return new InMemorySplit(shapes, all);
    }

    /** (length, size), step by step. */
    private float[] wave(Random random, double height) {
        float[] numbers = new float[SIZE * (1 + random.nextInt(LONGEST))];
        for (int i = 0; i < numbers.length; i++) {
            double shape = i % 2 == 0 ? height : -height;
            numbers[i] = (float) (shape + config.noise() * random.nextGaussian());
        }
        return numbers;
    }
}
