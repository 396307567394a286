package org.derl.datasets.cache;

import java.io.IOException;
import java.util.List;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Sample;

/** An extractor over the texts of a data set, whose results are checked before anybody builds on them. */
record CheckedExtraction(String name, FeatureExtractor extractor, List<Sample> samples, List<String> texts) {

    /**
     * The features of some texts.
     *
     * @throws IOException when the extractor fails, or what it gives is empty, too long, of another size, or not
     *     finite; the message names the sample
     */
    List<float[]> extract(int start, int end) throws IOException {
        List<float[]> features = extractor.extract(texts.subList(start, end));
        if (features.size() != end - start) {
            throw new IOException(
                    name + ": " + (end - start) + " texts gave features of " + features.size() + " texts");
        }
        for (int i = start; i < end; i++) {
            check(features.get(i - start), samples.get(i).id());
        }
        return features;
    }

    private void check(float[] features, String id) throws IOException {
        FeatureShape shape = extractor.shape();
        int width = FeatureTable.width(shape);
        int steps = features.length / width;
        if (steps < 1 || steps > shape.maximumLength() || features.length % width != 0) {
            throw new IOException(name + ": the text of sample " + id + " gave " + features.length
                    + " numbers; expected 1 to " + shape.maximumLength() + " steps of " + width);
        }
        for (int i = 0; i < features.length; i++) {
            if (!fits(features[i], shape)) {
                throw new IOException(name + ": the text of sample " + id + " gave " + features[i] + " at step "
                        + i / width + ", column " + (i % width + 1) + "; expected "
                        + (shape.content() == Content.TOKENS ? "a token number below " + shape.size() : "a number"));
            }
        }
    }

    private static boolean fits(float value, FeatureShape shape) {
        boolean token = value >= 0 && value < shape.size() && value == Math.rint(value);
        return shape.content() == Content.TOKENS ? token : Float.isFinite(value);
    }
}
