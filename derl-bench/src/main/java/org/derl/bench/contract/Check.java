package org.derl.bench.contract;

import java.util.Optional;
import java.util.function.Supplier;
import org.derl.data.Modality;
import org.jspecify.annotations.Nullable;

/** One question to one subject, which is answered when it is asked. */
public final class Check {

    private final String subject;
    private final String property;
    private final @Nullable Modality absent;
    private final Supplier<PropertyResult> answer;

    Check(String subject, String property, Supplier<PropertyResult> answer) {
        this(subject, property, null, answer);
    }

    Check(String subject, String property, @Nullable Modality absent, Supplier<PropertyResult> answer) {
        this.subject = subject;
        this.property = property;
        this.absent = absent;
        this.answer = answer;
    }

    /** Something that cannot be asked anything, and why. */
    static Check untested(String subject, String reason) {
        return without(subject, PropertyResult.Outcome.UNTESTED, reason);
    }

    /** Something that cannot be asked anything for a fault of its own. */
    static Check faulty(String subject, String fault) {
        return without(subject, PropertyResult.Outcome.FAILS, fault);
    }

    private static Check without(String subject, PropertyResult.Outcome outcome, String reason) {
        String property = "is examined";
        return new Check(subject, property, () -> new PropertyResult(subject, property, outcome, reason));
    }

    /** The kind and name of a model, part or data set. */
    public String subject() {
        return subject;
    }

    /** What is asked. */
    public String property() {
        return property;
    }

    /** The modality that data lacks, if that is what it is about. */
    public Optional<Modality> absent() {
        return Optional.ofNullable(absent);
    }

    /** Asks, on the calling thread, which takes up to some seconds. */
    public PropertyResult ask() {
        return answer.get();
    }

    /**
     * Asks, for tests of any framework.
     *
     * @throws AssertionError when the subject has not the property, and its jar does not say why
     */
    public void verify() {
        PropertyResult result = ask();
        if (result.outcome() == PropertyResult.Outcome.FAILS) {
            throw new AssertionError(result.toString());
        }
    }

    /** The subject and the property. */
    @Override
    public String toString() {
        return subject + " " + property;
    }
}
