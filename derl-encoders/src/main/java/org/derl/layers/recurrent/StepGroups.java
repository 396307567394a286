package org.derl.layers.recurrent;

/**
 * Assigns time steps of a longer sequence to each time step of a shorter one, such as frames to words whose timing is
 * unknown. The time steps are cut into the required number of groups of equal size. If they do not fill these groups,
 * the last one is repeated.
 *
 * @param from how many steps there are
 * @param to how many groups there are to be
 */
public record StepGroups(int from, int to) {

    /** Checks that there are steps and groups. */
    public StepGroups {
        if (from < 1 || to < 1) {
            throw new IllegalArgumentException("steps and groups must be positive, not " + from + " and " + to);
        }
    }

    /** How many steps a group has. */
    public int size() {
        return (from + to - 1) / to;
    }

    /** Which step stands at a place of a group; all count from 0. */
    public int step(int group, int place) {
        return Math.min(group * size() + place, from - 1);
    }
}
