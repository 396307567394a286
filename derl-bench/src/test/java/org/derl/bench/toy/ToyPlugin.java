package org.derl.bench.toy;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.config.Location;
import org.derl.config.Recipe;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.preparation.Preparation;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.derl.io.Directories;
import org.derl.model.TrainingListener;
import org.derl.plugin.PluginModule;

/** Offers the toy data set, a metric, and what turns words into features. */
public final class ToyPlugin extends PluginModule {

    /**
     * @param training how many training samples
     * @param largest the size of the largest label
     */
    public record Config(int training, double largest) {}

    /** In the place of a number of training samples, ends the process that loads them. */
    public static final String EXIT = "exit";

    /** The file that says how many training samples the counted data set has, below the directory of data. */
    public static final String COUNT = "count.txt";

    /** @param file that tells how many training samples there are */
    public record FileConfig(@Location Path file) {}

    @SuppressWarnings("SystemExitOutsideMain") // is what it is for
    private static int training(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (text.equals(EXIT)) {
            System.exit(0);
        }
        return Integer.parseInt(text);
    }

    /** Has no settings. */
    record Nothing() {}

    /** A service of this plugin: tells how many training samples there are. */
    static final class Counting {

        private final Directories directories;

        @Inject
        Counting(Directories directories) {
            this.directories = directories;
        }

        int training() throws IOException {
            return Integer.parseInt(
                    Files.readString(directories.data().resolve(COUNT)).strip());
        }
    }

    /** The toy data set of so many training samples as a file says where data lies. */
    static final class CountedRecipe implements Recipe<Nothing, Directories, DataSetLoader> {

        private final Counting counting;
        private final Directories directories;

        @Inject
        CountedRecipe(Counting counting, Directories directories) {
            this.counting = counting;
            this.directories = directories;
        }

        @Override
        public DataSetLoader make(Nothing nothing, Directories given) {
            if (!directories.equals(given)) {
                throw new IllegalStateException(directories + " are not " + given);
            }
            return () -> dataSet(counting.training());
        }
    }

    /** @param scale what the mean of prediction - label is multiplied by */
    record Bias(double scale) implements Metric {

        /** The same number. */
        public record Config(double scale) {}

        @Override
        public double of(Predictions all) {
            double sum = 0;
            for (int row = 0; row < all.size(); row++) {
                sum += all.predictions().get(row) - all.labels().get(row);
            }
            return scale * sum / all.size();
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }

    /** A step for each word: its length. */
    private static final class Words implements FeatureExtractor {

        @Override
        public FeatureShape shape() {
            return FeatureShape.features(1, 50);
        }

        @Override
        public String fingerprint() {
            return "toy-words";
        }

        @Override
        public List<float[]> extract(List<String> texts) {
            List<float[]> features = new ArrayList<>();
            for (String text : texts) {
                String[] words = text.split(" ", -1);
                float[] lengths = new float[words.length];
                for (int i = 0; i < lengths.length; i++) {
                    lengths[i] = words[i].length();
                }
                features.add(lengths);
            }
            return features;
        }
    }

    @Override
    protected void configure() {
        offer(FeatureExtractor.KIND, "toy-words", Nothing.class, (nothing, directories) -> new Words());
        offer(Metric.KIND, "toy-bias", Bias.Config.class, (config, samples) -> new Bias(config.scale()));
        offer(
                TrainingListener.KIND,
                "toy-attack",
                ToyAttack.Config.class,
                (config, folder) -> new ToyAttack(config.deed(), folder));
        bind(Counting.class);
        offer(DataSetLoader.KIND, "toy-counted", Nothing.class, CountedRecipe.class);
        offer(
                DataSetLoader.KIND,
                "toy-file",
                FileConfig.class,
                (config, directories) -> () -> dataSet(training(config.file())));
        offer(
                DataSetLoader.KIND,
                "toy",
                Config.class,
                (config, directories) -> () -> dataSet(config.training(), config.largest()));
    }

    /** The data set with so many training samples. */
    public static DataSet dataSet(int training) {
        return dataSet(training, 3);
    }

    private static DataSet dataSet(int training, double largest) {
        return new DataSet(
                "toy",
                "toys",
                ToySplit.schema(),
                new ToySplit("train", training, 1, largest),
                new ToySplit("valid", 40, 2, largest),
                new ToySplit("test", 50, 3, largest),
                List.of("a note of the data set"),
                ToySplit.schema().inputs().map((modality, shape) -> Preparation.NONE));
    }
}
