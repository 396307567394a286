package org.derl.data;

import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/** What is predicted of a sample. */
public sealed interface Task {

    /** How many numbers a model outputs for a sample. */
    int outputs();

    /**
     * A number within a range, such as a sentiment in [-3, 3].
     *
     * @param threshold the least number of the upper of two classes, where somebody told one; metrics of two classes
     *     that publications define need none
     */
    record Regression(double lowest, double highest, @Nullable Double threshold) implements Task {

        /** A range without a threshold. */
        public Regression(double lowest, double highest) {
            this(lowest, highest, null);
        }

        @Override
        public int outputs() {
            return 1;
        }

        /** The message for so many labels outside of the range. */
        public String outside(int labels) {
            return Quantity.of(labels, "label lies", "labels lie") + " outside of " + interval();
        }

        /** Its ends, such as [-3, 3]. */
        public String interval() {
            return "[" + Quantity.number(lowest) + ", " + Quantity.number(highest) + "]";
        }
    }

    /** One class of several. */
    record Classification(int classes) implements Task {
        @Override
        public int outputs() {
            return classes;
        }
    }

    /** Sentiment from -3 (highly negative) to 3 (highly positive). */
    Regression SENTIMENT = new Regression(-3, 3);
}
