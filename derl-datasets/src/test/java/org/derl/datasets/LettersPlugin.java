package org.derl.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.plugin.PluginModule;

/** Offers an extractor for tests: a step a word, whose features count the word's letters. */
public final class LettersPlugin extends PluginModule {

    public static final int LONGEST = 400;

    @Override
    protected void configure() {
        offer(FeatureExtractor.KIND, "letters", Letters.Config.class, (config, directories) -> new Letters(config));
    }

    public static final class Letters implements FeatureExtractor {

        /** How many texts were extracted by any of these extractors. */
        public static final AtomicInteger EXTRACTED = new AtomicInteger();

        private final Config config;

        public record Config(int size, boolean tokens) {}

        public Letters(Config config) {
            this.config = config;
        }

        @Override
        public FeatureShape shape() {
            return config.tokens()
                    ? FeatureShape.tokens(config.size(), LONGEST)
                    : FeatureShape.features(config.size(), LONGEST);
        }

        @Override
        public String fingerprint() {
            return config.toString();
        }

        @Override
        public List<float[]> extract(List<String> texts) {
            EXTRACTED.addAndGet(texts.size());
            List<float[]> features = new ArrayList<>();
            for (String text : texts) {
                String[] words = text.split(" ", -1);
                int width = config.tokens() ? 1 : config.size();
                float[] values = new float[words.length * width];
                for (int i = 0; i < values.length; i++) {
                    values[i] = words[i / width].length() + i % width;
                }
                features.add(values);
            }
            return features;
        }
    }
}
