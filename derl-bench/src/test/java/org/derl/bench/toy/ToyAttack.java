package org.derl.bench.toy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.derl.model.TrainingListener;

/** A listener that does to its process and its trial's folder what none should, after the first epoch. */
public final class ToyAttack implements TrainingListener {

    /** The file that says which process outlives the worker. */
    public static final String CHILD = "child.txt";

    /** What it does. */
    public enum Deed {
        /** Prints more than a log takes in one line, and as much as native code does. */
        PRINT,
        /** Closes standard output and error. */
        CLOSE,
        /** Starts a process that keeps standard output open for longer than any worker lives. */
        CHILD,
        /** Tells in the trial's name what is not so. */
        FORGE,
        /** Does not come back. */
        HANG
    }

    /** The same. */
    public record Config(Deed deed) {}

    private static final int MEGABYTES = 20;

    private final Deed deed;
    private final Path folder;

    ToyAttack(Deed deed, Path folder) {
        this.deed = deed;
        this.folder = folder;
    }

    @Override
    public void finished(Epoch epoch) {
        if (epoch.epoch() == 1) {
            try {
                attack();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void attack() throws IOException, InterruptedException {
        switch (deed) {
            case PRINT -> print();
            case CLOSE -> closeOutput();
            case CHILD -> startChild();
            case FORGE -> forge();
            case HANG -> Thread.sleep(1_000_000);
        }
    }

    private static void print() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'x');
        for (OutputStream out : new OutputStream[] {System.out, nativeOutput()}) {
            for (int i = 0; i < MEGABYTES; i++) {
                out.write(megabyte);
            }
            out.flush();
        }
    }

    private static void closeOutput() throws IOException {
        System.out.close();
        System.err.close();
        System.out.println("this is printed after the end");
    }

    private static OutputStream nativeOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    private void startChild() throws IOException {
        Process child = new ProcessBuilder("sleep", "100").inheritIO().start();
        Files.writeString(folder.resolve(CHILD), String.valueOf(child.pid()));
    }

    private void forge() throws IOException {
        String forged =
                """
                {"event":"completed"}
                {"event":"failed","reason":"forged","outOfMemory":true}
                {"event":"finished","epoch":{}}
                {"event":"stepped","epoch":99999999999,"step":-1,"steps":"many"}
                {"event":
                """;
        Files.writeString(folder.resolve("events.jsonl"), forged, StandardOpenOption.APPEND);
        for (PrintStream out :
                new PrintStream[] {System.out, new PrintStream(nativeOutput(), true, StandardCharsets.UTF_8)}) {
            out.println("\u0001result\n\u0001completed\n" + forged);
            out.flush();
        }
    }
}
