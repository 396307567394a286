package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.derl.bench.control.BeyondText;
import org.derl.bench.control.BeyondText.Labeled;
import org.derl.bench.control.MeanFeatures;
import org.derl.bench.control.MeanPredictor;
import org.derl.bench.control.RidgeRegression;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** What every model must beat: the mean of the training labels, and a ridge regression on mean features. */
public final class Controls {

    private static final String RIDGE = "ridge";
    private static final String RIDGE_TITLE = "ridge on mean features";

    private final DataSet data;
    private final String textEncoder;
    private final SplitName split;

    /** @param split the last split that they predict */
    public Controls(DataSet data, String textEncoder, SplitName split) {
        this.data = data;
        this.textEncoder = textEncoder;
        this.split = split;
    }

    /** The controls that this data set allows. */
    public List<ComparedSystem> systems() {
        List<ComparedSystem> systems = new ArrayList<>();
        systems.add(mean());
        ridge().ifPresent(systems::add);
        return systems;
    }

    private ComparedSystem mean() {
        MeanPredictor predictor = MeanPredictor.fit(labels(data.training()));
        return system("mean", "mean predictor", "-", 1, List.of(), split -> predictor.predict(split.size()));
    }

    private Optional<ComparedSystem> ridge() {
        if (!MeanFeatures.areFew(data.schema())) {
            return Optional.empty();
        }
        String encoder = readsTokens() ? "tokens" : textEncoder;
        double[][] training = MeanFeatures.of(data.schema(), data.training());
        double[][] validation = MeanFeatures.of(data.schema(), data.validation());
        Optional<String> unusable = unusable(data.training(), training, "training")
                .or(() -> unusable(data.validation(), validation, "validation"))
                .or(() -> split == SplitName.TEST
                        ? unusable(data.test(), MeanFeatures.of(data.schema(), test(RIDGE)), "test")
                        : Optional.empty());
        if (unusable.isPresent()) {
            return Optional.of(ComparedSystem.of(RIDGE, RIDGE_TITLE, encoder, Map.of(), List.of(unusable.get())));
        }
        RidgeRegression ridge = RidgeRegression.fit(
                training, labels(data.training()), validation, labels(data.validation()), RidgeRegression.PENALTIES);
        return Optional.of(system(
                RIDGE,
                RIDGE_TITLE,
                encoder,
                ridge.predictor().weights().length + 1L,
                beyondText(training, validation),
                split -> ridge.predictor().predict(MeanFeatures.of(data.schema(), split))));
    }

    private List<String> beyondText(double[][] training, double[][] validation) {
        if (!BeyondText.isAskable(data.schema())) {
            return List.of();
        }
        Labeled chosen = new Labeled(validation, labels(data.validation()));
        Labeled measured = split == SplitName.TEST
                ? new Labeled(MeanFeatures.of(data.schema(), test(RIDGE)), labels(data.test()))
                : chosen;
        return List.of(BeyondText.of(data.schema(), new Labeled(training, labels(data.training())), chosen, measured)
                .clause());
    }

    /** Models may do without a modality that the regression needs, so that this stops none of them. */
    private Optional<String> unusable(Split samples, double[][] features, String name) {
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column < features[row].length; column++) {
                double value = features[row][column];
                if (!Double.isFinite(value)) {
                    return Optional.of(
                            RIDGE_TITLE + ": the " + MeanFeatures.modality(data.schema(), column) + " of sample "
                                    + samples.ids().get(row) + " of the " + name + " split holds " + value
                                    + ", and no model that reads it can be trained; import the files by a policy that"
                                    + " replaces such numbers, such as --policy derl");
                }
            }
        }
        return Optional.empty();
    }

    /** Text encoders read token numbers when they train; the regression counts them itself. */
    private boolean readsTokens() {
        return data.schema().inputs().has(Modality.TEXT)
                && data.schema().inputs().get(Modality.TEXT).content() == Content.TOKENS;
    }

    private ComparedSystem system(
            String name,
            String title,
            String encoder,
            long parameters,
            List<String> notes,
            Function<Split, double[]> predictor) {
        return ComparedSystem.ofControl(
                name,
                title,
                encoder,
                parameters,
                List.of(predictions(data.validation(), predictor.apply(data.validation()))),
                split == SplitName.TEST ? List.of(predictions(data.test(), predictor.apply(test(name)))) : List.of(),
                notes);
    }

    private Split test(String control) {
        return data.test().open("control " + control, 0);
    }

    private static Predictions predictions(Split split, double[] predictions) {
        return new Predictions(
                split.ids(),
                split.labels(),
                DoubleStream.of(predictions).boxed().toList());
    }

    private static double[] labels(Split split) {
        return split.labels().stream().mapToDouble(label -> label).toArray();
    }
}
