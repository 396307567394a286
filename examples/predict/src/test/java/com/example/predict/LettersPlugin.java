package com.example.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.io.Directories;
import org.derl.plugin.PluginModule;

/** A data set of transcripts that is learned in no time: words of only "a" are good, words of only "b" are bad. */
public final class LettersPlugin extends PluginModule {

    /** Has no settings. */
    record Nothing() {}

    /**
     * @param text turns sentences into features
     */
    public record Config(Blueprint<Directories, FeatureExtractor> text) {}

    @Override
    protected void configure() {
        offer(FeatureExtractor.KIND, "letters", Nothing.class, (nothing, directories) -> new Letters());
        offer(
                DataSetLoader.KIND,
                "letters",
                Config.class,
                (config, directories) -> new Sentences(config.text().build(directories)));
    }

    /** A step for each letter: whether it is an "a", and whether it is a "b". */
    private static final class Letters implements FeatureExtractor {

        @Override
        public FeatureShape shape() {
            return FeatureShape.features(2, 20);
        }

        @Override
        public String fingerprint() {
            return "letters";
        }

        @Override
        public List<float[]> extract(List<String> texts) {
            List<float[]> features = new ArrayList<>();
            for (String text : texts) {
                float[] steps = new float[2 * text.length()];
                for (int i = 0; i < text.length(); i++) {
                    steps[2 * i] = text.charAt(i) == 'a' ? 1 : 0;
                    steps[2 * i + 1] = text.charAt(i) == 'b' ? 1 : 0;
                }
                features.add(steps);
            }
            return features;
        }
    }

    private record Sentences(FeatureExtractor extractor) implements DataSetLoader {

        @Override
        public DataSet load() throws IOException {
            ByModality<FeatureShape> inputs = ByModality.of(Map.of("text", extractor.shape()));
            Split split = split(inputs);
            return new DataSet("letters", "letters", new Schema(inputs, Task.SENTIMENT), split, split, split);
        }

        private Split split(ByModality<FeatureShape> inputs) throws IOException {
            List<String> texts = new ArrayList<>();
            for (int length = 1; length <= 10; length++) {
                texts.add("a".repeat(length));
                texts.add("b".repeat(length));
            }
            List<float[]> features = extractor.extract(texts);
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                samples.add(new Sample(
                        texts.get(i),
                        texts.get(i).startsWith("a") ? 2 : -2,
                        ByModality.of(Map.of("text", features.get(i)))));
            }
            return new InMemorySplit(inputs, samples);
        }
    }
}
