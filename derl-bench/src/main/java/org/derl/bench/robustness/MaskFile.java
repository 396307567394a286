package org.derl.bench.robustness;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.data.Batch;
import org.derl.data.FeatureShape.Content;
import org.derl.data.FeatureShape.Marks;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.corruption.MaskDraws;
import org.derl.tensor.Compute;

/**
 * The masks of an evaluation as a file that others can use: for each sample and modality, at which rate each of its steps
 * is lost. A step is a character: 1 to a, in tenths, at which rate and every higher one it is; 0 where it never is.
 */
final class MaskFile {

    private static final int RATES = 10;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private MaskFile() {}

    /** Its text. */
    static String text(Split split, Schema schema, MaskDraws draws) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord("id", "modality", "lost-from");
            for (List<Integer> rows : split.batches(Split.FINGERPRINT_ROWS)) {
                try (NDManager manager = Compute.newManager(Device.cpu())) {
                    write(printer, split.batch(manager, rows), schema, draws);
                }
            }
        }
        return text.toString();
    }

    private static void write(CSVPrinter printer, Batch batch, Schema schema, MaskDraws draws) throws IOException {
        for (int i = 0; i < batch.size(); i++) {
            String id = batch.ids().get(i);
            for (Modality modality : schema.inputs().modalities()) {
                Sequence sequence = batch.inputs().get(modality);
                double[] uniform = draws.uniform(batch.rows().get(i), id, modality, sequence.lengths()[i]);
                Marks marks = schema.inputs().get(modality).marks();
                boolean tokens = schema.inputs().get(modality).content() == Content.TOKENS;
                long[] values = tokens ? sequence.values().toLongArray() : new long[0];
                StringBuilder steps = new StringBuilder();
                for (int step = 0; step < uniform.length; step++) {
                    boolean kept =
                            tokens && marks != null && marks.kept().contains((int) values[i * sequence.time() + step]);
                    steps.append(kept ? '0' : digit(uniform[step]));
                }
                printer.printRecord(id, modality.name(), steps);
            }
        }
    }

    /** The least of the rates at which a step with this draw is lost. */
    private static char digit(double uniform) {
        int rate = 1;
        while (rate < RATES && uniform > rate / (double) RATES) {
            rate++;
        }
        return Character.forDigit(rate, RATES + 1);
    }
}
