package org.derl.data.corruption;

import org.derl.data.Modality;
import org.derl.io.Fingerprint;
import org.derl.tensor.Randomness;

/**
 * MaskDraws that follow from names alone: what they are for, the sample and the modality. So they do not depend on the order
 * of samples, on batches, or on what else is drawn. docs/robustness.md has them in Python.
 */
public final class NamedDraws implements MaskDraws {

    private static final int DIGITS = 16;
    private static final int RADIX = 16;

    private final String purpose;

    /** Those for a purpose, such as a seed and the name of a data set. */
    public NamedDraws(String... purpose) {
        this.purpose = String.join("\n", purpose);
    }

    @Override
    public double[] uniform(int row, String id, Modality modality, int count) {
        return uniform(id + "\n" + modality.name(), count);
    }

    /** Uniform numbers in [0, 1) of a name. */
    double[] uniform(String name, int count) {
        String checksum = new Fingerprint().add(purpose + "\n" + name).hexadecimal();
        Randomness randomness = new Randomness(Long.parseUnsignedLong(checksum.substring(0, DIGITS), RADIX));
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = randomness.nextDouble();
        }
        return numbers;
    }
}
