package org.derl.datasets.store.writing;

/**
 * What an import found and did in the sequences of one modality of one split.
 *
 * @param numbers how many numbers are stored
 * @param negativeInfinities how many were negative infinity; the rules say what became of them
 * @param positiveInfinities how many were positive infinity
 * @param nans how many were not a number
 * @param nanMeans how many means over time were not a number and became 0
 * @param cutSequences how many sequences were longer than the rules allow
 * @param overlong how many sequences are declared to be longer than the array; they end with it
 * @param behind how many sequences hold other numbers than zero after their declared length; they end with it
 * @param empty how many sequences have no step
 */
public record Changes(
        long numbers,
        long negativeInfinities,
        long positiveInfinities,
        long nans,
        long nanMeans,
        long cutSequences,
        long overlong,
        long behind,
        long empty) {

    static final Changes NONE = new Changes(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Those of two splits together. */
    Changes plus(Changes other) {
        return new Changes(
                numbers + other.numbers,
                negativeInfinities + other.negativeInfinities,
                positiveInfinities + other.positiveInfinities,
                nans + other.nans,
                nanMeans + other.nanMeans,
                cutSequences + other.cutSequences,
                overlong + other.overlong,
                behind + other.behind,
                empty + other.empty);
    }
}
