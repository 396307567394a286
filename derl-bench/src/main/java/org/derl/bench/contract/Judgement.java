package org.derl.bench.contract;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How what an examination says becomes a verdict. */
final class Judgement {

    private Judgement() {}

    /** An examination of one subject. */
    @FunctionalInterface
    interface Question {

        /** The figure that decided. */
        String ask() throws ViolationException, IOException;
    }

    /**
     * Asks.
     *
     * @param declared the reason why the subject has not the property, if its jar gives one
     */
    static Verdict of(String subject, String property, @Nullable String declared, Question question) {
        try {
            String figure = question.ask();
            return declared == null
                    ? new Verdict(subject, property, Verdict.Outcome.HOLDS, figure)
                    : new Verdict(
                            subject, property, Verdict.Outcome.FAILS, "is declared not to hold, but does: " + figure);
        } catch (ViolationException e) {
            return declared == null
                    ? new Verdict(subject, property, Verdict.Outcome.FAILS, String.valueOf(e.getMessage()))
                    : new Verdict(subject, property, Verdict.Outcome.DECLARED, declared);
        } catch (IOException | RuntimeException e) {
            return new Verdict(subject, property, Verdict.Outcome.FAILS, e.toString());
        }
    }
}
