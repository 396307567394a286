package org.derl.data.corruption;

import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Split;

/**
 * Corrupts the inputs of any data set. Lengths stay as they are, and so do labels. What becomes of a sample depends on
 * its rates and its {@link MaskDraws} alone; what is lost at a rate is lost at every higher one, too.
 */
public final class Corruption {

    private final Form form;
    private final MaskDraws draws;
    private final ByModality<FeatureShape> shapes;
    private final ByModality<double[]> spreads;

    /** What corruption does. */
    public enum Form {
        /**
         * Each time step is lost with a probability, the rate: a token becomes the unknown one, but for those that mark
         * the ends of a text; a vector becomes zero.
         */
        MISSING_STEPS,
        /** With the rate as its probability, all steps of the modality are lost. */
        WHOLE_MODALITY,
        /**
         * Gaussian noise is added to vectors. Its standard deviation is the rate times that of the feature over the steps
         * of the training split. Tokens stay.
         */
        NOISE,
        /** With the rate as its probability, the modality is that of another sample of the split, length included. */
        SHUFFLED
    }

    /**
     * A corruption.
     *
     * @param shapes of the data set's modalities
     * @param training whose spread noise is relative to
     * @throws IllegalArgumentException when tokens may be lost of which nobody says what stands for a lost one
     */
    public Corruption(Form form, MaskDraws draws, ByModality<FeatureShape> shapes, Split training) {
        this(form, draws, shapes, Spreads.of(training, form == Form.NOISE ? touched(form, shapes) : List.of()));
        if (form == Form.MISSING_STEPS || form == Form.WHOLE_MODALITY) {
            shapes.forEach(Corruption::check);
        }
    }

    private Corruption(Form form, MaskDraws draws, ByModality<FeatureShape> shapes, ByModality<double[]> spreads) {
        this.form = form;
        this.draws = draws;
        this.shapes = shapes;
        this.spreads = spreads;
    }

    /** The same by other draws. */
    Corruption by(MaskDraws others) {
        return new Corruption(form, others, shapes, spreads);
    }

    private static void check(Modality modality, FeatureShape shape) {
        if (shape.content() == Content.TOKENS && shape.marks() == null) {
            throw new IllegalArgumentException("the " + modality + " of the data set is token numbers, and nobody says"
                    + " which of them stands for a lost one; take a text encoder that reads transcripts, whose"
                    + " vocabulary has [UNK], or corrupt by noise or shuffled");
        }
    }

    /** Those of the modalities that a form changes, in their order. */
    public static List<Modality> touched(Form form, ByModality<FeatureShape> shapes) {
        return shapes.modalities().stream()
                .filter(modality -> form != Form.NOISE || shapes.get(modality).content() == Content.FEATURES)
                .toList();
    }

    /** What a form leaves as it is, a clause for each such modality. */
    public static List<String> left(Form form, ByModality<FeatureShape> shapes) {
        List<Modality> touched = touched(form, shapes);
        return shapes.modalities().stream()
                .filter(modality -> !touched.contains(modality))
                .map(modality -> "the tokens of " + modality + " stay as they are, for noise is added to vectors alone")
                .toList();
    }

    /**
     * A split with corrupted inputs. Where all rates of a batch's modality are 0, it is as it was, to the last bit.
     *
     * @param split of the data set that this was made for
     */
    public Split of(Split split, Rates rates) {
        return new CorruptedSplit(split, this, rates, false);
    }

    /** The same for a training, whose batches also hold the {@linkplain Batch#complete() complete} inputs. */
    Split ofTraining(Split split, Rates rates) {
        return new CorruptedSplit(split, this, rates, true);
    }

    Form form() {
        return form;
    }

    MaskDraws draws() {
        return draws;
    }

    FeatureShape shape(Modality modality) {
        return shapes.get(modality);
    }

    /** The standard deviation of each feature. */
    double[] spread(Modality modality) {
        return spreads.get(modality);
    }

    /** Whether a token is one of the vocabulary's marks, which stay. */
    boolean keeps(Modality modality, long token) {
        FeatureShape.Marks marks = shape(modality).marks();
        return marks != null && marks.kept().contains((int) token);
    }
}
