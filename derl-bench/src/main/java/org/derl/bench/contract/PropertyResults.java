package org.derl.bench.contract;

import java.io.IOException;
import org.derl.bench.contract.PropertyResult.Outcome;
import org.derl.bench.failure.MemoryShortage;
import org.derl.bench.train.run.DivergedException;
import org.derl.config.Fault;
import org.derl.config.FaultyPluginException;
import org.derl.config.InvalidConfigException;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** How what examinations of one subject say becomes results. */
record PropertyResults(String subject) {

    /** An examination. */
    @FunctionalInterface
    interface Question {

        /** What decided. */
        Answer ask() throws ViolationException, IOException;
    }

    /**
     * Asks.
     *
     * @param declared the reason why the subject has not the property, if its jar gives one
     */
    PropertyResult of(String property, @Nullable String declared, Question question) {
        try {
            Answer answer = question.ask();
            return declared == null
                    ? new PropertyResult(subject, property, Outcome.HOLDS, answer.figure(), answer.refused())
                    : new PropertyResult(
                            subject, property, Outcome.FAILS, "is declared not to hold, but does: " + answer.figure());
        } catch (ViolationException e) {
            return declared == null
                    ? new PropertyResult(subject, property, Outcome.FAILS, String.valueOf(e.getMessage()))
                    : new PropertyResult(subject, property, Outcome.DECLARED, declared);
        } catch (DivergedException | InvalidConfigException | FaultyPluginException e) {
            MemoryShortage.passOn(e);
            return new PropertyResult(subject, property, Outcome.FAILS, Reason.inOneLine(e));
        } catch (IOException | RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            MemoryShortage.passOn(e);
            return new PropertyResult(subject, property, Outcome.FAILS, Fault.of(e));
        }
    }
}
