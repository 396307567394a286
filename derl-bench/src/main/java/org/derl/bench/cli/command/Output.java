package org.derl.bench.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.derl.bench.table.Characters;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** Standard output that keeps in mind why something could not be written to it; Java's own forgets. */
public final class Output extends FilterOutputStream {

    /** What shells give a command whose reader has gone, such as {@code head}. */
    private static final int READER_GONE = 141;

    private @Nullable IOException failure;

    Output(OutputStream out) {
        super(out);
    }

    /** Puts it into the place of Java's own. */
    public static Output install() {
        Output output = new Output(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output, true, Characters.ofOutput()));
        return output;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** How a command ends that would end with a status, once all is written; what failed before keeps its status. */
    public Failure end(int status) {
        System.out.flush();
        if (failure == null) {
            return new Failure(status, "", null);
        } else if (Reason.of(failure).equals("Broken pipe")) {
            return new Failure(status == 0 ? READER_GONE : status, "", null);
        }
        return new Failure(
                status == 0 ? Failure.UNWRITTEN : status,
                "standard output could not be written to: " + Reason.of(failure),
                null);
    }
}
