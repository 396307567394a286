package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
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
        return system("mean", "mean predictor", "-", 1, split -> predictor.predict(split.size()));
    }

    private Optional<ComparedSystem> ridge() {
        if (!MeanFeatures.areFew(data.schema())) {
            return Optional.empty();
        }
        RidgeRegression ridge = RidgeRegression.fit(
                MeanFeatures.of(data.schema(), data.training()),
                labels(data.training()),
                MeanFeatures.of(data.schema(), data.validation()),
                labels(data.validation()),
                RidgeRegression.PENALTIES);
        return Optional.of(system(
                "ridge",
                "ridge on mean features",
                readsTokens() ? "tokens" : textEncoder,
                ridge.predictor().weights().length + 1L,
                split -> ridge.predictor().predict(MeanFeatures.of(data.schema(), split))));
    }

    /** Text encoders read token numbers when they train; the regression counts them itself. */
    private boolean readsTokens() {
        return data.schema().inputs().has(Modality.TEXT)
                && data.schema().inputs().get(Modality.TEXT).content() == Content.TOKENS;
    }

    private ComparedSystem system(
            String name, String title, String encoder, long parameters, Function<Split, double[]> predictor) {
        return ComparedSystem.ofControl(
                name,
                title,
                encoder,
                parameters,
                List.of(predictions(data.validation(), predictor.apply(data.validation()))),
                split == SplitName.TEST ? List.of(predictions(data.test(), predictor.apply(data.test()))) : List.of());
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
