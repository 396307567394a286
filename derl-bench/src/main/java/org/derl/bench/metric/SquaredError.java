package org.derl.bench.metric;

import org.derl.eval.Predictions;

/** The mean of the squares of prediction - label, with differences, squares and mean in 32 bits. Nothing is clipped. */
record SquaredError() implements SampleMean {

    @Override
    public double of(Predictions predictions) {
        return SinglePrecision.mean(squares(predictions));
    }

    @Override
    public double[] ofEach(Predictions predictions) {
        float[] squares = squares(predictions);
        double[] each = new double[squares.length];
        for (int i = 0; i < squares.length; i++) {
            each[i] = squares[i];
        }
        return each;
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    private static float[] squares(Predictions predictions) {
        float[] squares = SinglePrecision.of(predictions.predictions());
        float[] labels = SinglePrecision.of(predictions.labels());
        for (int i = 0; i < squares.length; i++) {
            float difference = squares[i] - labels[i];
            squares[i] = difference * difference;
        }
        return squares;
    }
}
