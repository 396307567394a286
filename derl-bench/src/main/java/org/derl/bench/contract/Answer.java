package org.derl.bench.contract;

/**
 * What an examination has found out of a candidate that holds the contract.
 *
 * @param figure that decided, or the reason of a refusal
 * @param refused whether the candidate refuses, with a reason, what not every candidate can do
 */
record Answer(String figure, boolean refused) {

    static Answer holds(String figure) {
        return new Answer(figure, false);
    }

    static Answer refuses(String reason) {
        return new Answer(reason, true);
    }
}
