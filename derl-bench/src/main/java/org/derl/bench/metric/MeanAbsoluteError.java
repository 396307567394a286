package org.derl.bench.metric;

import org.derl.eval.Predictions;

/** The mean of |prediction - label| over clipped values, with differences and mean in 32 bits. */
record MeanAbsoluteError(Clipping clipping) implements SampleMean {

    @Override
    public double of(Predictions predictions) {
        return SinglePrecision.mean(errors(predictions));
    }

    @Override
    public double[] ofEach(Predictions predictions) {
        float[] errors = errors(predictions);
        double[] each = new double[errors.length];
        for (int i = 0; i < errors.length; i++) {
            each[i] = errors[i];
        }
        return each;
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    private float[] errors(Predictions predictions) {
        float[] errors = clipping.of(SinglePrecision.of(predictions.predictions()));
        float[] labels = clipping.of(SinglePrecision.of(predictions.labels()));
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(errors[i] - labels[i]);
        }
        return errors;
    }
}
