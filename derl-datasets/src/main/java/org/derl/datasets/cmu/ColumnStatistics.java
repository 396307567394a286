package org.derl.datasets.cmu;

import java.util.List;
import org.derl.data.preparation.ColumnScales;

/** The mean and the standard deviation of every column over all steps of some sequences, of finite numbers alone. */
final class ColumnStatistics {

    private final double[] means;
    private final double[] deviations;

    /** The statistics of sequences, an array (length, size) each. */
    ColumnStatistics(int size, List<float[]> sequences) {
        means = new double[size];
        deviations = new double[size];
        for (int column = 0; column < size; column++) {
            add(column, sequences);
        }
    }

    private void add(int column, List<float[]> sequences) {
        int count = 0;
        double sum = 0;
        for (float[] sequence : sequences) {
            for (int i = column; i < sequence.length; i += means.length) {
                if (Float.isFinite(sequence[i])) {
                    count++;
                    sum += sequence[i];
                }
            }
        }
        means[column] = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (float[] sequence : sequences) {
            for (int i = column; i < sequence.length; i += means.length) {
                double difference = Float.isFinite(sequence[i]) ? sequence[i] - means[column] : 0;
                squares += difference * difference;
            }
        }
        deviations[column] = count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** As what prepares features reads them: the mean is 0 where no number of a column is finite. */
    ColumnScales columns() {
        return ColumnScales.of(means, deviations);
    }
}
